import { labelRuns } from '../label-run.ts';

/**
 * Segmental edit score: 100 · (1 − Levenshtein distance of the two orders of segments / the longer order's length).
 *
 * @param predicted label of each frame
 * @param truth label of each frame
 * @param background labels whose segments are left out of both orders; default none, as in the reference for sets without background
 * @returns 0 … 100; 100 where both orders are empty
 * @see https://github.com/yabufarha/ms-tcn eval.py `edit_score`
 */
export function editScore<T>(predicted: readonly T[], truth: readonly T[], background: readonly T[] = []): number {
  const a = labelRuns(predicted, background).map((run) => run.label);
  const b = labelRuns(truth, background).map((run) => run.label);
  const longer = Math.max(a.length, b.length);
  return longer === 0 ? 100 : 100 * (1 - levenshtein(a, b) / longer);
}

function levenshtein<T>(a: readonly T[], b: readonly T[]): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, item] of a.entries()) {
    const current = [i + 1];
    for (const [j, other] of b.entries()) {
      current.push(Math.min(previous[j + 1] + 1, current[j] + 1, previous[j] + (item === other ? 0 : 1)));
    }
    previous = current;
  }
  return previous[b.length];
}
