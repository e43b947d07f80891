import { bareContent, compareContents } from '@actionary/inference/domain';
import type { ConceptContent, FieldChange } from '@actionary/inference/domain';

/** One field of one concept, before and after. */
export interface FieldChangeRow extends Omit<FieldChange, 'field'> {
  readonly vocabularyId: string;
  /** As the API calls it. */
  readonly field: string;
}

type Sides = Readonly<Record<string, ConceptContent | null>>;

/** Fields that the API calls otherwise. */
const API_NAMES: Partial<Record<keyof ConceptContent, string>> = {
  broaderId: 'broader',
  relatedIds: 'related',
  replacedByIds: 'replacedBy',
  reviewedPrompts: 'reviewedPromptLanguages',
};

/**
 * Field by field what is different between contents of concepts, by external id. Of a concept that is only on one side
 * everything that is said is different.
 */
export function toFieldChanges(vocabularyId: string, before: Sides, after: Sides): FieldChangeRow[] {
  const ids = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return ids.flatMap((id) =>
    changesOf(id, before[id] ?? null, after[id] ?? null).map((change) => ({
      ...change,
      vocabularyId,
      field: API_NAMES[change.field] ?? change.field,
    })),
  );
}

function changesOf(id: string, before: ConceptContent | null, after: ConceptContent | null): readonly FieldChange[] {
  const none = bareContent(id, {});
  const { changes } = compareContents(new Map([[id, before ?? none]]), new Map([[id, after ?? none]]));
  return changes.map((change) => ({
    ...change,
    ...(before ? {} : { from: null }),
    ...(after ? {} : { to: null }),
  }));
}
