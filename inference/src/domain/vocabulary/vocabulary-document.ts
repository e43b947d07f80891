import { pushTo } from './concept-chains.ts';
import type { ConceptContent, ConceptExample, MappingRelation } from './concept-content.ts';
import type { CheckSeverity } from './vocabulary-check.ts';
import { normalizeLanguageTag } from './vocabulary.ts';
import type { ByLanguage } from './vocabulary.ts';

/** What a file says about a vocabulary as a whole; empty where it says nothing. */
export interface SchemeFacts {
  readonly externalId: string | null;
  readonly name: string;
  readonly description: string;
  readonly licence: string;
  readonly source: string;
}

/** Which published version a file was written from. */
export interface VersionFacts {
  readonly number: number;
  readonly notes: string;
  /** ISO 8601 in UTC; null where it is not told. */
  readonly publishedAt: string | null;
}

/** All that is exchanged of a vocabulary. */
export interface VocabularyDocument {
  readonly scheme: SchemeFacts;
  /** Null: a draft. */
  readonly version: VersionFacts | null;
  readonly concepts: readonly ConceptContent[];
}

/** Something about a row of a file. */
export interface RowProblem {
  /** For programs: `secondPrefLabel`. */
  readonly code: string;
  readonly severity: CheckSeverity;
  /** For people: one line, in English. */
  readonly message: string;
}

/** What a file says about one concept. */
export interface DocumentRow {
  /** Where: `line 3`, `row 3`, `entry 3`, an IRI. */
  readonly place: string;
  /** The id is empty, and the position null, where the file does not tell. References may be labels or notations. */
  readonly concept: Omit<ConceptContent, 'position'> & { readonly position: number | null };
  /** What was noticed, and set right, while it was read. */
  readonly problems: readonly RowProblem[];
}

/** A place in a concept that a file can speak of: `{ field: 'prefLabels', key: 'ja' }`, `{ field: 'facets', key: 'valueClass' }`. */
export interface SpokenField {
  readonly field: keyof ConceptContent;
  /** Language, facet or mapping relation; null for fields without. */
  readonly key: string | null;
}

/** A file that has been read. */
export interface ReadDocument {
  readonly scheme: SchemeFacts;
  readonly version: VersionFacts | null;
  readonly rows: readonly DocumentRow[];
  /** What it says something about, for one concept at least; what it is silent about is not empty, but unknown. */
  readonly spoken: readonly SpokenField[];
  /** What its bytes were read as; null where the format tells. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'shift_jis' | null;
}

export const NO_SCHEME: SchemeFacts = { externalId: null, name: '', description: '', licence: '', source: '' };

export const MAPPING_RELATIONS: readonly MappingRelation[] = [
  'exactMatch',
  'closeMatch',
  'broadMatch',
  'narrowMatch',
  'relatedMatch',
];

/**
 * The document as every format writes it: concepts in the order of the tree, languages and facets by name, nothing empty,
 * nothing twice. Documents that say the same have the same canonical form.
 */
export function canonicalDocument({ scheme, version, concepts }: VocabularyDocument): VocabularyDocument {
  return { scheme, version, concepts: inTreeOrder(concepts.map(canonicalConcept)) };
}

export function canonicalConcept(concept: ConceptContent): ConceptContent {
  return {
    id: concept.id,
    prefLabels: canonicalTexts(concept.prefLabels),
    altLabels: canonicalLists(concept.altLabels),
    hiddenLabels: canonicalLists(concept.hiddenLabels),
    definitions: canonicalTexts(concept.definitions),
    scopeNotes: canonicalTexts(concept.scopeNotes),
    prompts: canonicalLists(concept.prompts),
    reviewedPrompts: unique(concept.reviewedPrompts.map(normalizeLanguageTag)).toSorted(compareTexts),
    notation: concept.notation || null,
    broaderId: concept.broaderId || null,
    position: concept.position,
    status: concept.status,
    examples: uniqueBy(concept.examples.map(canonicalExample), formatExample).filter(
      ({ note, videoSha256 }) => note !== '' || videoSha256 !== null,
    ),
    relatedIds: unique(concept.relatedIds),
    mappings: uniqueBy(
      MAPPING_RELATIONS.flatMap((relation) => concept.mappings.filter((mapping) => mapping.relation === relation)),
      ({ relation, target }) => `${relation} ${target}`,
    ),
    facets: Object.fromEntries(
      Object.entries(concept.facets)
        .map(([facet, values]) => [facet, unique(values)] as const)
        .filter(([facet, values]) => facet !== '' && values.length > 0)
        .toSorted(([one], [other]) => compareTexts(one, other)),
    ),
    replacedByIds: unique(concept.replacedByIds),
  };
}

const SPAN = /^(.*?)(?:(?:^| )\[video ([0-9a-f]{64}) (\d{1,12})-(\d{1,12}) ms\])?$/s;

/** An example as one text: `both hands on the lever [video 9f86… 1500-4200 ms]`. */
export function formatExample({ note, videoSha256, startMs, endMs }: ConceptExample): string {
  if (videoSha256 === null) return note;
  return `${note}${note === '' ? '' : ' '}[video ${videoSha256} ${startMs ?? 0}-${endMs ?? 0} ms]`;
}

/** The opposite of {@link formatExample}. */
export function parseExample(text: string): ConceptExample {
  const [, note = text, videoSha256, startMs, endMs] = SPAN.exec(text) ?? [];
  if (videoSha256 === undefined) return { note, videoSha256: null, startMs: null, endMs: null };
  return { note, videoSha256, startMs: Number(startMs), endMs: Number(endMs) };
}

/** By code points, the same on every machine. */
export function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function canonicalExample(example: ConceptExample): ConceptExample {
  return parseExample(formatExample(example));
}

function canonicalTexts(texts: ByLanguage<string>): ByLanguage<string> {
  const lists = Object.entries(texts).map(([language, text]) => [language, [text]] as const);
  return Object.fromEntries(
    Object.entries(canonicalLists(Object.fromEntries(lists))).map(([language, [text]]) => [language, text]),
  );
}

function canonicalLists(lists: ByLanguage<readonly string[]>): ByLanguage<readonly string[]> {
  const merged = new Map<string, readonly string[]>();
  for (const [tag, texts] of Object.entries(lists)) {
    const language = normalizeLanguageTag(tag);
    const all = unique([...(merged.get(language) ?? []), ...texts]);
    if (all.length > 0) merged.set(language, all);
  }
  return Object.fromEntries([...merged].toSorted(([one], [other]) => compareTexts(one, other)));
}

/** Each once, without empty ones. */
function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}

function uniqueBy<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  const seen = new Set<string>();
  return values.filter((value) => !seen.has(keyOf(value)) && seen.add(keyOf(value)));
}

/** Broader before narrower, siblings by position, then by id; those in a circle come last. */
function inTreeOrder(concepts: readonly ConceptContent[]): ConceptContent[] {
  const sorted = concepts.toSorted((one, other) => one.position - other.position || compareTexts(one.id, other.id));
  const ids = new Set(concepts.map(({ id }) => id));
  const below = new Map<string | null, ConceptContent[]>();
  for (const concept of sorted)
    pushTo(below, concept.broaderId !== null && ids.has(concept.broaderId) ? concept.broaderId : null, concept);
  const ordered = new Set<ConceptContent>();
  const waiting = [...(below.get(null) ?? [])].toReversed();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    ordered.add(next);
    waiting.push(...(below.get(next.id) ?? []).filter((concept) => !ordered.has(concept)).toReversed());
  }
  return [...ordered, ...sorted.filter((concept) => !ordered.has(concept))];
}
