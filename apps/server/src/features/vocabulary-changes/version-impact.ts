import { impactOf } from '@actionary/database';
import type { ConceptImpact, Database, VersionImpact, VocabularyVersion } from '@actionary/database';
import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import { toFieldChanges } from './field-changes.ts';
import type { FieldChangeRow } from './field-changes.ts';

/** What publishing a version touches, and which version that is. */
export interface ImpactRow extends Omit<VersionImpact, 'concepts'> {
  readonly versionId: string;
  readonly vocabularyId: string;
  readonly isDraft: boolean;
  readonly concepts: readonly ConceptImpactRow[];
}

/** What a change of a concept touches. @public codegen.yml names it */
export interface ConceptImpactRow extends Omit<ConceptImpact, 'before'> {
  readonly versionId: string;
  readonly before: VersionedConcept;
  readonly fieldChanges: readonly FieldChangeRow[];
}

export async function impactOfVersion(db: Database, version: VocabularyVersion): Promise<ImpactRow> {
  const { id: versionId, vocabularyId, status } = version;
  const impact = await impactOf(db, version);
  const concepts = impact.concepts.map((concept) => toRow(concept, version));
  return { ...impact, versionId, vocabularyId, isDraft: status === 'draft', concepts };
}

function toRow(concept: ConceptImpact, { id: versionId, vocabularyId }: VocabularyVersion): ConceptImpactRow {
  const { before, after, beforeVersionId } = concept;
  return {
    ...concept,
    versionId,
    before: { ...before, versionId: beforeVersionId },
    fieldChanges: toFieldChanges(vocabularyId, { [before.id]: before }, { [before.id]: after }),
  };
}
