import type { ReplayableStepFragment } from '../../../../generated/graphql.ts';

export type ReplayableStep = ReplayableStepFragment;
export type ReplayAct = 'undo' | 'redo';

/**
 * The step that comes next: the latest one to take back, or the one that was taken back last to do again.
 * @param steps latest first, those taken back too
 */
export function nextStep<T extends Pick<ReplayableStep, 'id' | 'undoneAt'>>(
  steps: readonly T[],
  act: ReplayAct,
): T | null {
  if (act === 'undo') return steps.find(({ undoneAt }) => undoneAt === null) ?? null;
  let last: T | null = null;
  // Of several at once, the one that was made first.
  for (const step of steps) if (step.undoneAt !== null && step.undoneAt >= (last?.undoneAt ?? '')) last = step;
  return last;
}
