import type { Range } from '../timeline/ranges.ts';
import { alignElements } from './align-elements.ts';

/** Something that was done in a span. */
export interface ComparedPart extends Range {
  /** Null: unknown. */
  readonly conceptId: string | null;
}

/** An element of both spans, or of one of them. */
export interface ComparedElement {
  readonly conceptId: string | null;
  readonly left: Range | null;
  readonly right: Range | null;
}

/** More pairs than that are not tried: nobody looks at thousands of elements one by one. */
const MOST_PAIRS = 4_000_000;

const lengthOf = ({ startMs, endMs }: Range) => endMs - startMs;

/**
 * The elements of two spans beside each other, in the order in which they come. What both have in the same order is one row,
 * so that as much time as possible is compared; what is unknown is not the same as anything.
 *
 * @param left of one video, in order of time, without overlaps
 */
export function comparedElements(
  left: readonly ComparedPart[],
  right: readonly ComparedPart[],
): readonly ComparedElement[] {
  const pairs =
    left.length * right.length > MOST_PAIRS
      ? []
      : alignElements(left, right, (one, other) =>
          one.conceptId !== null && one.conceptId === other.conceptId ? Math.min(lengthOf(one), lengthOf(other)) : 0,
        );
  const rows: ComparedElement[] = [];
  let [leftIndex, rightIndex] = [0, 0];
  for (const [i, j] of [...pairs, [left.length, right.length] as const]) {
    for (const part of left.slice(leftIndex, i)) rows.push({ conceptId: part.conceptId, left: part, right: null });
    for (const part of right.slice(rightIndex, j)) rows.push({ conceptId: part.conceptId, left: null, right: part });
    if (i < left.length) rows.push({ conceptId: left[i]!.conceptId, left: left[i]!, right: right[j]! });
    [leftIndex, rightIndex] = [i + 1, j + 1];
  }
  return rows;
}
