import type { VocabularyContents, VocabularyOperation } from '@actionary/inference/domain';
import { applyStep, asOperation } from './draft-state.ts';
import type { Step } from './draft-state.ts';

const MAX_STEPS = 100;

/** As many steps as go into one request: several of one operation each, or one of several operations. */
export function firstSteps(waiting: readonly Step[]): readonly Step[] {
  const end = waiting.findIndex(({ operations }) => operations.length > 1);
  if (end === 0) return waiting.slice(0, 1);
  return waiting.slice(0, Math.min(MAX_STEPS, end < 0 ? waiting.length : end));
}

/** What the steps are as the server takes them, upon what is saved. */
export function operationsOf(saved: VocabularyContents, steps: readonly Step[]): VocabularyOperation[][] {
  let contents = saved;
  return steps.map((step) => {
    const operations = step.operations.map((operation) => asOperation(contents, operation));
    contents = applyStep(contents, step);
    return operations;
  });
}
