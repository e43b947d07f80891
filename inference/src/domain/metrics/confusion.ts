/** How often each concept was taken for each other. The last row and column, at `conceptCount`, are unknown. */
export interface Confusion {
  readonly conceptCount: number;
  /** `[conceptCount + 1, conceptCount + 1]`: a row per true concept, a column per found one. */
  readonly counts: readonly number[];
}

/** Precision and recall of one concept; `null` where nothing was found, or nothing shown. */
export interface ConceptAccuracy {
  readonly shownCount: number;
  readonly foundCount: number;
  readonly rightCount: number;
  readonly precision: number | null;
  readonly recall: number | null;
}

/** A true concept and what it was taken for; `null`: unknown. */
export interface ConfusedPair {
  readonly truth: number | null;
  readonly found: number | null;
  readonly count: number;
}

/**
 * @param truth true concept index of each row; `null`: none of the vocabulary is shown
 * @param found concept index that was found; `null`: unknown
 */
export function confusion(
  truth: readonly (number | null)[],
  found: readonly (number | null)[],
  conceptCount: number,
): Confusion {
  if (truth.length !== found.length) throw new RangeError(`${found.length} found concepts for ${truth.length} rows`);
  const width = conceptCount + 1;
  const counts = Array.from({ length: width * width }, () => 0);
  const placeOf = (concept: number | null) => {
    if (concept !== null && !(concept >= 0 && concept < conceptCount))
      throw new RangeError(`no such concept: ${concept}`);
    return concept ?? conceptCount;
  };
  for (const [row, concept] of truth.entries()) counts[placeOf(concept) * width + placeOf(found[row])]++;
  return { conceptCount, counts };
}

/** One per concept, in their order. */
export function conceptAccuracies({ conceptCount, counts }: Confusion): ConceptAccuracy[] {
  const width = conceptCount + 1;
  return Array.from({ length: conceptCount }, (_, concept) => {
    let [shownCount, foundCount] = [0, 0];
    for (let other = 0; other < width; other++) {
      shownCount += counts[concept * width + other];
      foundCount += counts[other * width + concept];
    }
    const rightCount = counts[concept * width + concept];
    const share = (whole: number) => (whole === 0 ? null : rightCount / whole);
    return { shownCount, foundCount, rightCount, precision: share(foundCount), recall: share(shownCount) };
  });
}

/** What is taken for what most often, unknown included; ties in the order of the matrix. */
export function commonConfusions({ conceptCount, counts }: Confusion, limit: number): ConfusedPair[] {
  const width = conceptCount + 1;
  const concept = (place: number) => (place === conceptCount ? null : place);
  const pairs = counts.map((count, cell) => ({ row: Math.floor(cell / width), column: cell % width, count }));
  return pairs
    .filter(({ row, column, count }) => row !== column && count > 0)
    .toSorted((one, other) => other.count - one.count)
    .slice(0, limit)
    .map(({ row, column, count }) => ({ truth: concept(row), found: concept(column), count }));
}
