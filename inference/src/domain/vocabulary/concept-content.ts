import type { ByLanguage, Concept } from './vocabulary.ts';

/** A part of a recording that shows a concept, or a sentence that does. */
export interface ConceptExample {
  readonly note: string;
  /** sha256 (hex) of the video's file; null where the note is all. */
  readonly videoSha256: string | null;
  /** Integer milliseconds, half-open; null without a video. */
  readonly startMs: number | null;
  readonly endMs: number | null;
}

export type MappingRelation = 'exactMatch' | 'closeMatch' | 'broadMatch' | 'narrowMatch' | 'relatedMatch';

/** SKOS mapping to a concept of another vocabulary. */
export interface ConceptMapping {
  readonly relation: MappingRelation;
  /** IRI. */
  readonly target: string;
}

/** Everything that a version of a vocabulary says about a concept. Ids are external ids: stable, never the label. */
export interface ConceptContent extends Concept {
  /** Order among siblings. */
  readonly position: number;
  /** Deprecated ones are kept for what was recognised under them, and not recognised any more. */
  readonly status: 'active' | 'deprecated';
  /** Readings and misspellings, for searching only. */
  readonly hiddenLabels: ByLanguage<readonly string[]>;
  readonly scopeNotes: ByLanguage<string>;
  readonly examples: readonly ConceptExample[];
  /** Related concepts (SKOS); meant both ways. */
  readonly relatedIds: readonly string[];
  readonly mappings: readonly ConceptMapping[];
  /** Languages whose own prompts a person has reviewed. */
  readonly reviewedPrompts: readonly string[];
  /** Values by facet: `{ valueClass: ['net'] }`. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
  /** What stands in the place of a deprecated concept: one after a merge, several after a split. */
  readonly replacedByIds: readonly string[];
}

/** The fields with texts by language. */
export const TEXT_FIELDS = [
  'prefLabels',
  'altLabels',
  'hiddenLabels',
  'definitions',
  'scopeNotes',
  'prompts',
] as const satisfies readonly (keyof ConceptContent)[];
export type TextField = (typeof TEXT_FIELDS)[number];

const LANGUAGE_TAG = /^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const IRI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
/** Schemes that run something where a link is followed. */
const SCRIPT = /^(javascript|vbscript|data):/i;

/** Whether texts can be kept under this tag: BCP 47, the language in lower case. */
export function isLanguageTag(text: string): boolean {
  return LANGUAGE_TAG.test(text);
}

/** Whether a mapping can lead there: an IRI, and none that runs something where it is followed. */
export function isMappingTarget(text: string): boolean {
  return IRI.test(text) && !SCRIPT.test(text);
}

/** Contents of a version, by id. */
export type VocabularyContents = ReadonlyMap<string, ConceptContent>;

/** A concept of which nothing but id and labels is said. */
export function bareContent(id: string, prefLabels: ByLanguage<string>): ConceptContent {
  return {
    id,
    prefLabels,
    altLabels: {},
    hiddenLabels: {},
    definitions: {},
    scopeNotes: {},
    prompts: {},
    reviewedPrompts: [],
    notation: null,
    broaderId: null,
    position: 0,
    status: 'active',
    examples: [],
    relatedIds: [],
    mappings: [],
    facets: {},
    replacedByIds: [],
  };
}
