/**
 * Runs several ways of doing the same work in turn, so that a busy machine disturbs all of them alike.
 * @param itemCount items per run
 * @returns items per second of each way's best round
 */
export async function compareRates<Name extends string>(
  rounds: number,
  itemCount: number,
  ways: Readonly<Record<Name, () => Promise<unknown>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(ways) as Name[];
  const best = Object.fromEntries(names.map((name) => [name, Infinity])) as Record<Name, number>;
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const startedAt = performance.now();
      await ways[name]();
      // The first round is the warm-up.
      if (round > 0) best[name] = Math.min(best[name], performance.now() - startedAt);
    }
  return Object.fromEntries(names.map((name) => [name, (itemCount * 1000) / best[name]])) as Record<Name, number>;
}

/** Items per second of the best round, after one round of warm-up. */
export async function bestRatePerSecond(
  rounds: number,
  itemCount: number,
  work: () => Promise<unknown>,
): Promise<number> {
  return (await compareRates(rounds, itemCount, { work })).work;
}
