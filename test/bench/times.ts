/** How long some work takes, in milliseconds. */
export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** How long each takes, one after another. */
export async function series<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) times.push(await milliseconds(() => work(item)));
  return times;
}

/**
 * Runs several ways of doing the same work in turn, so that a busy machine disturbs all of them alike.
 * @param rounds that count; one more before them is the warm-up
 * @returns milliseconds of each way's best round
 */
export async function bestInTurn<Name extends string>(
  rounds: number,
  ways: Readonly<Record<Name, () => Promise<unknown>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(ways) as Name[];
  const best = Object.fromEntries(names.map((name) => [name, Infinity])) as Record<Name, number>;
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const time = await milliseconds(ways[name]);
      if (round > 0) best[name] = Math.min(best[name], time);
    }
  return best;
}
