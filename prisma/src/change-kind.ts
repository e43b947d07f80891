import { compareContents } from '@actionary/inference/domain';
import type { ConceptContent, ContentsComparison, FieldChange, VocabularyOperation } from '@actionary/inference/domain';
import type { VocabularyChangeKind } from '../generated/client.ts';

/** What people would call the operations of a step. @param comparison of the contents before and after */
export function kindOfOperations(
  operations: readonly VocabularyOperation[],
  { added, changes }: ContentsComparison,
): VocabularyChangeKind {
  const [kind, ...others] = new Set(operations.map((operation) => operation.kind));
  // A concept is often put and moved to its place: that is adding it.
  const isPlaced = kind === 'put' && others.every((other) => other === 'move');
  if (!isPlaced) return kind === undefined || others.length > 0 || kind === 'put' ? 'bulk' : kind;
  if (added.length > 0) return changes.every(({ field }) => field === 'position') ? 'add' : 'bulk';
  const statuses = new Set(changes.filter(({ field }) => field === 'status').map(({ to }) => to));
  if (statuses.size === 0) return kindOfFields(changes);
  if (statuses.size === 1) return statuses.has('deprecated') ? 'deprecate' : 'restore';
  return 'bulk';
}

/** What has happened to a concept between two versions. @param after `null`: it is not there any more */
export function kindOfDifference(before: ConceptContent, after: ConceptContent | null): VocabularyChangeKind {
  if (after === null) return 'remove';
  if (before.status !== after.status) return after.status === 'active' ? 'restore' : kindOfEnd(after);
  const { changes } = compareContents(new Map([[before.id, before]]), new Map([[after.id, after]]));
  return changes.some(({ field }) => field === 'replacedByIds') ? kindOfEnd(after) : kindOfFields(changes);
}

function kindOfEnd({ replacedByIds }: ConceptContent): VocabularyChangeKind {
  if (replacedByIds.length === 0) return 'deprecate';
  return replacedByIds.length === 1 ? 'merge' : 'split';
}

function kindOfFields(changes: readonly FieldChange[]): VocabularyChangeKind {
  const fields = new Set(changes.map(({ field }) => field));
  const isWithin = (...allowed: readonly string[]) => [...fields].every((field) => allowed.includes(field));
  if (fields.has('prefLabels') && isWithin('prefLabels', 'altLabels', 'hiddenLabels')) return 'rename';
  if (isWithin('prompts', 'reviewedPrompts')) return 'reprompt';
  return isWithin('broaderId', 'position') ? 'move' : 'edit';
}
