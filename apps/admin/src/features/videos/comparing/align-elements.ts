/**
 * Which elements of two sequences are the same ones, in the same order: the longest common subsequence, by worth. Of equally
 * good alignments the one that begins earliest.
 *
 * @param worthOf what it is worth that two are taken for the same; 0: they are not the same
 * @returns places in either sequence, both ascending
 */
export function alignElements<T>(
  left: readonly T[],
  right: readonly T[],
  worthOf: (one: T, other: T) => number,
): [leftIndex: number, rightIndex: number][] {
  const width = right.length + 1;
  /** The most that the rests from a place on are worth. */
  const most = new Float64Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const worth = worthOf(left[i]!, right[j]!);
      const together = worth > 0 ? worth + most[(i + 1) * width + j + 1]! : 0;
      most[i * width + j] = Math.max(together, most[(i + 1) * width + j]!, most[i * width + j + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let [i, j] = [0, 0]; i < left.length && j < right.length;) {
    const worth = worthOf(left[i]!, right[j]!);
    const here = most[i * width + j]!;
    if (worth > 0 && here === worth + most[(i + 1) * width + j + 1]!) pairs.push([i++, j++]);
    else if (here === most[(i + 1) * width + j]!) i++;
    else j++;
  }
  return pairs;
}
