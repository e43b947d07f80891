import type { SchemeFacts, VersionFacts } from '../../domain/vocabulary/vocabulary-document.ts';
import type { ConceptFields } from './concept-fields.ts';

/** A file that has been parsed, before it is known what its fields mean. */
export interface ParsedVocabulary {
  readonly scheme: SchemeFacts;
  readonly version: VersionFacts | null;
  readonly entries: readonly ConceptFields[];
}
