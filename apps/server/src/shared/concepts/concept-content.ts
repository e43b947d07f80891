import type { VersionConcept } from '@actionary/database';

/** What a version says about a concept, and which version that is. */
export interface VersionedConcept extends VersionConcept {
  readonly versionId: string;
}
