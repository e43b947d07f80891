import type { ConceptContent, ConceptExample } from '../../domain/vocabulary/concept-content.ts';
import { MAPPING_RELATIONS } from '../../domain/vocabulary/vocabulary-document.ts';
import type { VocabularyDocument } from '../../domain/vocabulary/vocabulary-document.ts';
import { conceptIri, facetTerm, mappingTerm, schemeIri, TERMS } from './skos-terms.ts';

const byLanguage = (id: string) => ({ '@id': id, '@container': '@language' });
const reference = (id: string) => ({ '@id': id, '@type': '@id' });

/** Without prefixes: a mapping's target is to be taken as it is, whatever it begins with. */
const CONTEXT = {
  '@version': 1.1,
  id: '@id',
  type: '@type',
  ConceptScheme: TERMS.scheme,
  Concept: TERMS.concept,
  identifier: TERMS.identifier,
  title: TERMS.title,
  description: TERMS.description,
  license: TERMS.licence,
  source: TERMS.source,
  versionInfo: TERMS.versionInfo,
  changeNote: TERMS.versionNotes,
  issued: TERMS.issued,
  inScheme: reference(TERMS.inScheme),
  topConceptOf: reference(TERMS.topConceptOf),
  prefLabel: byLanguage(TERMS.prefLabel),
  altLabel: byLanguage(TERMS.altLabel),
  hiddenLabel: byLanguage(TERMS.hiddenLabel),
  notation: TERMS.notation,
  definition: byLanguage(TERMS.definition),
  scopeNote: byLanguage(TERMS.scopeNote),
  example: TERMS.example,
  value: TERMS.value,
  videoSha256: TERMS.videoSha256,
  startMs: TERMS.startMs,
  endMs: TERMS.endMs,
  broader: reference(TERMS.broader),
  related: reference(TERMS.related),
  ...Object.fromEntries(MAPPING_RELATIONS.map((relation) => [relation, reference(mappingTerm(relation))])),
  prompt: byLanguage(TERMS.prompt),
  reviewedPrompts: TERMS.reviewedPrompts,
  deprecated: TERMS.deprecated,
  isReplacedBy: reference(TERMS.isReplacedBy),
  position: TERMS.position,
} as const;

/** A canonical document as SKOS in JSON-LD 1.1, in the document's order. */
export function writeJsonLd(document: VocabularyDocument): string {
  const schemeId = document.scheme.externalId ?? document.scheme.name;
  const graph = [schemeNode(document, schemeId), ...document.concepts.map((each) => conceptNode(each, schemeId))];
  return `${JSON.stringify({ '@context': CONTEXT, '@graph': graph }, null, 1)}\n`;
}

function schemeNode({ scheme, version }: VocabularyDocument, schemeId: string): object {
  return withoutEmpty({
    id: schemeIri(schemeId),
    type: 'ConceptScheme',
    identifier: scheme.externalId,
    title: scheme.name,
    description: scheme.description,
    license: scheme.licence,
    source: scheme.source,
    versionInfo: version && String(version.number),
    changeNote: version?.notes,
    issued: version?.publishedAt,
  });
}

function conceptNode(concept: ConceptContent, schemeId: string): object {
  const iri = (id: string) => conceptIri(schemeId, id);
  const { broaderId } = concept;
  const mappings = MAPPING_RELATIONS.map((relation) => {
    const targets = concept.mappings.filter((mapping) => mapping.relation === relation);
    return [relation, targets.map(({ target }) => target)] as const;
  });
  return withoutEmpty({
    id: iri(concept.id),
    type: 'Concept',
    [broaderId === null ? 'topConceptOf' : 'inScheme']: schemeIri(schemeId),
    prefLabel: concept.prefLabels,
    altLabel: concept.altLabels,
    hiddenLabel: concept.hiddenLabels,
    notation: concept.notation,
    definition: concept.definitions,
    scopeNote: concept.scopeNotes,
    example: concept.examples.map(toNode),
    broader: broaderId === null ? null : iri(broaderId),
    related: concept.relatedIds.map(iri),
    ...Object.fromEntries(mappings),
    prompt: concept.prompts,
    reviewedPrompts: concept.reviewedPrompts,
    ...Object.fromEntries(Object.entries(concept.facets).map(([facet, values]) => [facetTerm(facet), values])),
    deprecated: concept.status === 'deprecated' ? true : null,
    isReplacedBy: concept.replacedByIds.map(iri),
    position: concept.position,
  });
}

function toNode({ note, videoSha256, startMs, endMs }: ConceptExample): string | object {
  if (videoSha256 === null) return note;
  return withoutEmpty({ value: note, videoSha256, startMs, endMs });
}

function withoutEmpty(node: Readonly<Record<string, unknown>>): object {
  const isSaid = (value: unknown) =>
    typeof value === 'object' ? value !== null && Object.keys(value).length > 0 : value !== undefined && value !== '';
  return Object.fromEntries(Object.entries(node).filter(([, value]) => isSaid(value)));
}
