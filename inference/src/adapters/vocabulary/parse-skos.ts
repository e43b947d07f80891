import { pushTo } from '../../domain/vocabulary/concept-chains.ts';
import { formatExample, MAPPING_RELATIONS } from '../../domain/vocabulary/vocabulary-document.ts';
import type { SchemeFacts, VersionFacts } from '../../domain/vocabulary/vocabulary-document.ts';
import { normalizeLanguageTag, UNDETERMINED_LANGUAGE } from '../../domain/vocabulary/vocabulary.ts';
import { VocabularyError } from '../../vocabulary-error.ts';
import type { ConceptFields, FieldValues } from './concept-fields.ts';
import { TEXT_FIELD_NAMES } from './field-name.ts';
import type { PlainFieldName, TextFieldName } from './field-name.ts';
import type { ParsedVocabulary } from './parsed-vocabulary.ts';
import { conceptIdOf, facetOf, localName, mappingTerm, schemeIri, TERMS } from './skos-terms.ts';

interface Term {
  readonly termType: string;
  readonly value: string;
  readonly language?: string | undefined;
}

/** As n3 and jsonld give them. */
export interface Triple {
  readonly subject: Term;
  readonly predicate: Term;
  readonly object: Term;
}

/**
 * Reads a SKOS vocabulary, ours or others'. Others' concepts get the last part of their IRI as their id, where no other
 * concept of the file has the same.
 *
 * @param path for errors only
 * @throws {VocabularyError} where there is no concept
 */
export function parseSkos(triples: readonly Triple[], path: string): ParsedVocabulary {
  const graph = new Graph(triples);
  const conceptIris = graph.subjects.filter((iri) => graph.isConcept(iri));
  if (conceptIris.length === 0)
    throw new VocabularyError(path, 'has no skos:Concept; export it as SKOS', { reason: { reason: 'noConcept' } });
  const idOf = conceptIds(conceptIris);
  const { scheme, version } = schemeOf(graph);
  return { scheme, version, entries: conceptIris.map((iri) => toFields(graph, iri, idOf)) };
}

/** Statements by subject and predicate, in their order. */
class Graph {
  readonly subjects: readonly string[];
  readonly #objects = new Map<string, Map<string, Term[]>>();
  /** Broader concepts that only say so themselves (skos:narrower). */
  readonly #broader = new Map<string, Term[]>();

  constructor(triples: readonly Triple[]) {
    for (const { subject, predicate, object } of triples) {
      const ofSubject = this.#objects.get(subject.value) ?? new Map<string, Term[]>();
      this.#objects.set(subject.value, ofSubject);
      pushTo(ofSubject, predicate.value, object);
      if (predicate.value === TERMS.narrower) pushTo(this.#broader, object.value, subject);
    }
    this.subjects = [...this.#objects.keys()];
  }

  all(subject: string, term: string): readonly Term[] {
    return this.#objects.get(subject)?.get(term) ?? [];
  }

  predicates(subject: string): string[] {
    return [...(this.#objects.get(subject)?.keys() ?? [])];
  }

  broaderOf(subject: string): readonly Term[] {
    return [...this.all(subject, TERMS.broader), ...(this.#broader.get(subject) ?? [])];
  }

  hasType(subject: string, type: string): boolean {
    return this.all(subject, TERMS.type).some(({ value }) => value === type);
  }

  isConcept(subject: string): boolean {
    if (this.hasType(subject, TERMS.concept)) return true;
    return this.all(subject, TERMS.prefLabel).length > 0 && !this.hasType(subject, TERMS.scheme);
  }

  /** Literals of a predicate; where it leads to a node, that node's rdf:value. */
  literals(subject: string, term: string): readonly Term[] {
    return this.all(subject, term).flatMap((object) =>
      object.termType === 'Literal' ? [object] : this.all(object.value, TERMS.value),
    );
  }

  text(subject: string, ...terms: readonly string[]): string {
    return terms.flatMap((term) => [...this.all(subject, term)])[0]?.value ?? '';
  }
}

const DC = 'http://purl.org/dc/elements/1.1/';
const RDFS_LABEL = 'http://www.w3.org/2000/01/rdf-schema#label';

function schemeOf(graph: Graph): { scheme: SchemeFacts; version: VersionFacts | null } {
  const iri = graph.subjects.find((subject) => graph.hasType(subject, TERMS.scheme)) ?? '';
  const isOurs = iri.startsWith(schemeIri(''));
  const identifier = graph.text(iri, TERMS.identifier);
  const scheme = {
    externalId: identifier || (isOurs || !iri.includes(':') ? null : iri),
    name: graph.text(iri, TERMS.title, `${DC}title`, TERMS.prefLabel, RDFS_LABEL),
    description: graph.text(iri, TERMS.description, `${DC}description`, TERMS.definition),
    licence: graph.text(iri, TERMS.licence, `${DC}rights`),
    source: graph.text(iri, TERMS.source, `${DC}source`),
  };
  const number = Number(graph.text(iri, TERMS.versionInfo) || Number.NaN);
  const notes = graph.text(iri, TERMS.versionNotes);
  const version = { number, notes, publishedAt: graph.text(iri, TERMS.issued) || null };
  return { scheme, version: Number.isSafeInteger(number) ? version : null };
}

/** Ids by IRI. IRIs that are not in the file stand for themselves, but for ours. */
function conceptIds(iris: readonly string[]): (term: Term) => string {
  const names = iris.map((iri) => conceptIdOf(iri) ?? localName(iri));
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ids = new Map(iris.map((iri, index) => [iri, counts.get(names[index]) === 1 ? names[index] : iri]));
  return ({ value }) => ids.get(value) ?? conceptIdOf(value) ?? value;
}

function toFields(graph: Graph, iri: string, idOf: (term: Term) => string): ConceptFields {
  const isNamed = !iri.startsWith('_:') && iri.includes(':');
  const plain = (name: PlainFieldName, values: readonly string[]): FieldValues => ({ name, values });
  const literals = (name: PlainFieldName, term: string) =>
    plain(
      name,
      graph.literals(iri, term).map(({ value }) => value),
    );
  const isDeprecated = graph.all(iri, TERMS.deprecated).some(({ value }) => value === 'true' || value === '1');
  const fields: FieldValues[] = [
    plain('id', isNamed ? [idOf({ termType: 'NamedNode', value: iri })] : []),
    literals('notation', TERMS.notation),
    plain('parent', graph.broaderOf(iri).map(idOf)),
    ...TEXT_FIELD_NAMES.flatMap((name) => graph.literals(iri, TERMS[name]).map((literal) => toText(name, literal))),
    literals('reviewedPrompts', TERMS.reviewedPrompts),
    ...facetsOf(graph, iri),
    plain('related', graph.all(iri, TERMS.related).map(idOf)),
    ...MAPPING_RELATIONS.map((relation): FieldValues => {
      const values = graph.all(iri, mappingTerm(relation)).map(({ value }) => value);
      return { name: 'mapping', relation, values };
    }),
    plain(
      'example',
      graph.all(iri, TERMS.example).map((object) => exampleOf(graph, object)),
    ),
    plain('status', isDeprecated ? ['deprecated'] : []),
    plain('replacedBy', graph.all(iri, TERMS.isReplacedBy).map(idOf)),
    literals('position', TERMS.position),
  ];
  return {
    place: isNamed ? iri : 'a concept without an IRI',
    fields: fields.filter(({ values }) => values.length > 0),
  };
}

function toText(name: TextFieldName, { value, language }: Term): FieldValues {
  const isTagged = (language ?? '') !== '';
  return {
    name,
    language: isTagged ? normalizeLanguageTag(language!) : UNDETERMINED_LANGUAGE,
    isTagged,
    values: [value],
  };
}

function facetsOf(graph: Graph, iri: string): FieldValues[] {
  return graph.predicates(iri).flatMap((predicate) => {
    const facet = facetOf(predicate);
    return facet === null
      ? []
      : [{ name: 'facet', facet, values: graph.all(iri, predicate).map(({ value }) => value) }];
  });
}

function exampleOf(graph: Graph, object: Term): string {
  if (object.termType === 'Literal') return object.value;
  const text = (term: string) => graph.text(object.value, term);
  return formatExample({
    note: text(TERMS.value),
    videoSha256: text(TERMS.videoSha256) || null,
    startMs: Number(text(TERMS.startMs)),
    endMs: Number(text(TERMS.endMs)),
  });
}
