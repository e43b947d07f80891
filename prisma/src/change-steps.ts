import { applyOperation, compareContents, OperationError } from '@actionary/inference/domain';
import type { ConceptContent, VocabularyContents, VocabularyOperation } from '@actionary/inference/domain';
import type { VocabularyChangeKind } from '../generated/client.ts';
import { kindOfOperations } from './change-kind.ts';
import { conceptInput, conceptReason } from './concept-contents.ts';
import type { ConceptInput } from './concept-contents.ts';
import { refuse } from './outcome.ts';

/** An operation as callers write it: contents may leave out what is empty. */
export type DraftOperation =
  | Exclude<VocabularyOperation, { readonly kind: 'put' | 'split' }>
  | { readonly kind: 'put'; readonly concepts: readonly (ConceptInput | ConceptContent)[] }
  | { readonly kind: 'split'; readonly id: string; readonly into: readonly (ConceptInput | ConceptContent)[] };

/** A step of a change set, before it is written. */
export interface Step {
  readonly kind: VocabularyChangeKind;
  readonly operations: readonly VocabularyOperation[];
  readonly before: VocabularyContents;
  readonly after: VocabularyContents;
  readonly touched: readonly string[];
}

/** Operations carried out one after another; steps that change nothing are left out. */
export function stepsOf(
  contents: VocabularyContents,
  operations: readonly VocabularyOperation[],
  publishedIds: ReadonlySet<string>,
  asOne: VocabularyChangeKind | null | undefined,
): Step[] {
  const states = [contents];
  for (const [index, operation] of operations.entries())
    states.push(applied(states[index]!, operation, index, publishedIds));
  const steps =
    asOne === undefined
      ? operations.map((operation, index) => stepOf([operation], states[index]!, states[index + 1]!))
      : [stepOf(operations, contents, states.at(-1)!, asOne)];
  return steps.filter(({ touched }) => touched.length > 0);
}

function applied(
  contents: VocabularyContents,
  operation: VocabularyOperation,
  index: number,
  publishedIds: ReadonlySet<string>,
): VocabularyContents {
  try {
    return applyOperation(contents, operation, { publishedIds });
  } catch (error) {
    if (error instanceof OperationError)
      refuse('INVALID', `operations.${index}.${error.field}`, error.message, error.reason);
    throw error;
  }
}

function stepOf(
  operations: readonly VocabularyOperation[],
  before: VocabularyContents,
  after: VocabularyContents,
  kind: VocabularyChangeKind | null = null,
): Step {
  const comparison = compareContents(before, after);
  const { added, removed, changes } = comparison;
  const touched = [...new Set([...added, ...removed, ...changes.map(({ conceptId }) => conceptId)])];
  return { operations, before, after, touched, kind: kind ?? kindOfOperations(operations, comparison) };
}

/** An operation with complete contents; refuses (INVALID) what is wrong with them. */
export function parseOperation(operation: DraftOperation, index: number): VocabularyOperation {
  const at = `operations.${index}`;
  if (operation.kind === 'put') return { kind: 'put', concepts: parseConcepts(operation.concepts, `${at}.concepts`) };
  if (operation.kind === 'split') return { ...operation, into: parseConcepts(operation.into, `${at}.into`) };
  return operation;
}

function parseConcepts(concepts: readonly (ConceptInput | ConceptContent)[], at: string): ConceptContent[] {
  return concepts.map((concept, index) => {
    const { success, data, error } = conceptInput.safeParse(concept);
    if (success) return data;
    const [issue] = error.issues;
    return refuse(
      'INVALID',
      [at, index, ...issue.path].join('.'),
      `${concept.id.trim() || 'a concept'}: ${issue.message}`,
      conceptReason(issue.message),
    );
  });
}
