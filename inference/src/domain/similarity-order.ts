/**
 * An order in which alike ones lie beside each other, for a heat map: a chain that begins with the one whose nearest is
 * nearest of all, and goes on with whichever of the rest is most like the last. Ties go to the smaller index.
 *
 * @param similarities `[count, count]`, symmetric; the diagonal does not matter
 * @returns every index once
 * @example similarityOrder(Float32Array.of(1, 0.1, 0.9, 0.1, 1, 0.2, 0.9, 0.2, 1), 3) // [0, 2, 1]
 */
export function similarityOrder(similarities: Float32Array, count: number): number[] {
  if (similarities.length !== count * count)
    throw new RangeError(`${similarities.length} numbers are no square of ${count}`);
  const rest = new Set(Array.from({ length: count }, (_, index) => index));
  const order: number[] = [];
  let next = count > 0 ? mostSimilar(similarities, count) : undefined;
  while (next !== undefined) {
    order.push(next);
    rest.delete(next);
    next = nearestTo(next, rest, similarities, count);
  }
  return order;
}

/** The row of the largest number off the diagonal. */
function mostSimilar(similarities: Float32Array, count: number): number {
  let best = { row: 0, similarity: -Infinity };
  for (const [place, similarity] of similarities.entries()) {
    const row = Math.floor(place / count);
    if (place % count !== row && similarity > best.similarity) best = { row, similarity };
  }
  return best.row;
}

function nearestTo(row: number, rest: ReadonlySet<number>, similarities: Float32Array, count: number) {
  let best: number | undefined;
  for (const index of rest)
    if (best === undefined || similarities[row * count + index] > similarities[row * count + best]) best = index;
  return best;
}
