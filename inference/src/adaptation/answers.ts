import { bestConcept, expectedCalibrationError, rightRows, softmaxRows } from '../domain/index.ts';

/**
 * Whether each row is right where only some concepts are told apart; `null` for rows of other concepts.
 *
 * @param logits `[truth.length, isIncluded.length]`
 * @param truth true concept index of each row
 * @param isIncluded whether a concept is one of those told apart
 */
export function rightAmong(
  logits: Float32Array,
  truth: readonly number[],
  isIncluded: readonly boolean[],
): (boolean | null)[] {
  const width = isIncluded.length;
  const columns = isIncluded.flatMap((flag, concept) => (flag ? [concept] : []));
  const places = new Map(columns.map((concept, place) => [concept, place]));
  const rows = truth.flatMap((concept, row) => (isIncluded[concept] ? [row] : []));
  const among = new Float32Array(rows.length * columns.length);
  for (const [index, row] of rows.entries())
    for (const [place, column] of columns.entries())
      among[index * columns.length + place] = logits[row * width + column];
  const own = rows.map((row) => places.get(truth[row])!);
  const right = rows.length === 0 ? [] : rightRows(among, columns.length, own);
  const answers: (boolean | null)[] = truth.map(() => null);
  for (const [index, row] of rows.entries()) answers[row] = right[index];
  return answers;
}

/** Expected calibration error of the best concepts' probabilities. @param logits `[truth.length, width]`, a row at least */
export function calibrationErrorOf(logits: Float32Array, truth: readonly number[], width: number): number {
  const probabilities = softmaxRows(logits, width);
  const predictions = truth.map((concept, row) => {
    const { best } = bestConcept(probabilities, row * width, width);
    return { probability: best.probability, isRight: best.conceptIndex === concept };
  });
  return expectedCalibrationError(predictions);
}

/** The best concept of each row (ties: the first). @param logits `[rows, width]` */
export function bestConcepts(logits: Float32Array, width: number): number[] {
  return Array.from({ length: logits.length / width }, (_, index) => {
    const row = logits.subarray(index * width, (index + 1) * width);
    return row.indexOf(Math.max(...row));
  });
}

/** The share of right answers, one at least. */
export function shareOf(right: readonly boolean[]): number {
  return right.filter(Boolean).length / right.length;
}
