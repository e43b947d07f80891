import type { MappingRelation } from '../../domain/vocabulary/concept-content.ts';

export const PREFIXES = {
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dct: 'http://purl.org/dc/terms/',
  owl: 'http://www.w3.org/2002/07/owl#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  /** What SKOS has no words for: prompts, positions, spans of videos. */
  act: 'urn:actionary:ns:',
  /** A property per facet, its name percent-encoded. */
  facet: 'urn:actionary:facet:',
} as const;

const skos = (name: string) => PREFIXES.skos + name;
const dct = (name: string) => PREFIXES.dct + name;
const act = (name: string) => PREFIXES.act + name;

export const TERMS = {
  type: `${PREFIXES.rdf}type`,
  value: `${PREFIXES.rdf}value`,
  scheme: skos('ConceptScheme'),
  concept: skos('Concept'),
  inScheme: skos('inScheme'),
  topConceptOf: skos('topConceptOf'),
  hasTopConcept: skos('hasTopConcept'),
  prefLabel: skos('prefLabel'),
  altLabel: skos('altLabel'),
  hiddenLabel: skos('hiddenLabel'),
  definition: skos('definition'),
  scopeNote: skos('scopeNote'),
  prompt: act('prompt'),
  reviewedPrompts: act('reviewedPrompts'),
  notation: skos('notation'),
  broader: skos('broader'),
  narrower: skos('narrower'),
  related: skos('related'),
  example: skos('example'),
  position: act('position'),
  deprecated: `${PREFIXES.owl}deprecated`,
  isReplacedBy: dct('isReplacedBy'),
  identifier: dct('identifier'),
  title: dct('title'),
  description: dct('description'),
  licence: dct('license'),
  source: dct('source'),
  issued: dct('issued'),
  versionInfo: `${PREFIXES.owl}versionInfo`,
  versionNotes: skos('changeNote'),
  videoSha256: act('videoSha256'),
  startMs: act('startMs'),
  endMs: act('endMs'),
  integer: `${PREFIXES.xsd}integer`,
  boolean: `${PREFIXES.xsd}boolean`,
} as const;

export function mappingTerm(relation: MappingRelation): string {
  return skos(relation);
}

export function facetTerm(facet: string): string {
  return PREFIXES.facet + encodeURIComponent(facet);
}

const CONCEPT = /^urn:actionary:concept:[^:]*:(.+)$/s;

export function schemeIri(schemeId: string): string {
  return `urn:actionary:vocabulary:${encodeURIComponent(schemeId)}`;
}

/** Any id makes an IRI, and is found in it again by {@link conceptIdOf}. */
export function conceptIri(schemeId: string, conceptId: string): string {
  return `urn:actionary:concept:${encodeURIComponent(schemeId)}:${encodeURIComponent(conceptId)}`;
}

/** Id of a concept in an IRI of ours; `null` for others' IRIs. */
export function conceptIdOf(iri: string): string | null {
  const encoded = CONCEPT.exec(iri)?.[1];
  return encoded === undefined ? null : decoded(encoded);
}

/** What follows the last `#`, `/` or `:` of an IRI; the IRI where nothing does. */
export function localName(iri: string): string {
  const name = /[^#/:]+$/.exec(iri)?.[0];
  return name === undefined ? iri : (decoded(name) ?? name);
}

export function facetOf(iri: string): string | null {
  return iri.startsWith(PREFIXES.facet) ? decoded(iri.slice(PREFIXES.facet.length)) : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
