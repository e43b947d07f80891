import { DataFactory, Writer } from 'n3';
import type { Quad_Object } from 'n3';
import type { ConceptContent, ConceptExample } from '../../domain/vocabulary/concept-content.ts';
import { UNDETERMINED_LANGUAGE } from '../../domain/vocabulary/vocabulary.ts';
import type { ByLanguage } from '../../domain/vocabulary/vocabulary.ts';
import type { VocabularyDocument } from '../../domain/vocabulary/vocabulary-document.ts';
import { conceptIri, facetTerm, mappingTerm, PREFIXES, schemeIri, TERMS } from './skos-terms.ts';

const { namedNode, literal, quad } = DataFactory;
type Statement = readonly [predicate: string, object: Quad_Object];

/** A canonical document as SKOS in Turtle, in the document's order. */
export function writeTurtle(document: VocabularyDocument): string {
  const writer = new Writer({ prefixes: PREFIXES });
  const schemeId = document.scheme.externalId ?? document.scheme.name;
  const write = (subject: string, statements: readonly Statement[]) => {
    for (const [predicate, object] of statements)
      writer.addQuad(quad(namedNode(subject), namedNode(predicate), object));
  };
  write(schemeIri(schemeId), schemeStatements(document));
  for (const concept of document.concepts)
    write(conceptIri(schemeId, concept.id), conceptStatements(concept, schemeId, writer));
  let text = '';
  // Everything is in memory: the writer answers at once.
  writer.end((error: Error | null, result: string) => {
    if (error) throw error;
    text = result;
  });
  return text;
}

function schemeStatements({ scheme, version }: VocabularyDocument): Statement[] {
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [TERMS.identifier, scheme.externalId],
    [TERMS.title, scheme.name],
    [TERMS.description, scheme.description],
    [TERMS.licence, scheme.licence],
    [TERMS.source, scheme.source],
    [TERMS.versionInfo, version && String(version.number)],
    [TERMS.versionNotes, version?.notes],
    [TERMS.issued, version?.publishedAt],
  ];
  return [
    [TERMS.type, namedNode(TERMS.scheme)],
    ...facts.flatMap(([term, text]): Statement[] => (text ? [[term, literal(text)]] : [])),
  ];
}

function conceptStatements(concept: ConceptContent, schemeId: string, writer: Writer): Statement[] {
  const iri = (id: string) => namedNode(conceptIri(schemeId, id));
  const { broaderId, notation, status } = concept;
  const all = (term: string, objects: readonly Quad_Object[]): Statement[] => objects.map((object) => [term, object]);
  return [
    [TERMS.type, namedNode(TERMS.concept)],
    [broaderId === null ? TERMS.topConceptOf : TERMS.inScheme, namedNode(schemeIri(schemeId))],
    ...all(TERMS.prefLabel, tagged(concept.prefLabels)),
    ...all(TERMS.altLabel, tagged(concept.altLabels)),
    ...all(TERMS.hiddenLabel, tagged(concept.hiddenLabels)),
    ...all(TERMS.notation, notation === null ? [] : [literal(notation)]),
    ...all(TERMS.definition, tagged(concept.definitions)),
    ...all(TERMS.scopeNote, tagged(concept.scopeNotes)),
    ...all(
      TERMS.example,
      concept.examples.map((example) => toObject(example, writer)),
    ),
    ...all(TERMS.broader, broaderId === null ? [] : [iri(broaderId)]),
    ...all(TERMS.related, concept.relatedIds.map(iri)),
    ...concept.mappings.map(({ relation, target }): Statement => [mappingTerm(relation), namedNode(target)]),
    ...all(TERMS.prompt, tagged(concept.prompts)),
    ...all(
      TERMS.reviewedPrompts,
      concept.reviewedPrompts.map((language) => literal(language)),
    ),
    ...Object.entries(concept.facets).flatMap(([facet, values]) =>
      all(
        facetTerm(facet),
        values.map((value) => literal(value)),
      ),
    ),
    ...all(TERMS.deprecated, status === 'deprecated' ? [literal('true', namedNode(TERMS.boolean))] : []),
    ...all(TERMS.isReplacedBy, concept.replacedByIds.map(iri)),
    [TERMS.position, integer(concept.position)],
  ];
}

function tagged(texts: ByLanguage<string | readonly string[]>): Quad_Object[] {
  return Object.entries(texts).flatMap(([language, text]) =>
    [text].flat().map((each: string) => literal(each, language || UNDETERMINED_LANGUAGE)),
  );
}

function integer(value: number): Quad_Object {
  return literal(String(value), namedNode(TERMS.integer));
}

/** A note, or a part of a video as a node without a name. */
function toObject({ note, videoSha256, startMs, endMs }: ConceptExample, writer: Writer): Quad_Object {
  if (videoSha256 === null) return literal(note);
  const statement = (term: string, object: Quad_Object) => ({ predicate: namedNode(term), object });
  return writer.blank([
    ...(note === '' ? [] : [statement(TERMS.value, literal(note))]),
    statement(TERMS.videoSha256, literal(videoSha256)),
    statement(TERMS.startMs, integer(startMs ?? 0)),
    statement(TERMS.endMs, integer(endMs ?? 0)),
  ]);
}
