import { bestInTurn } from './times.ts';

/**
 * Items per second of several ways of doing the same work: of the best round of each, taken in turn.
 * @param itemCount items per run
 */
export async function compareRates<Name extends string>(
  rounds: number,
  itemCount: number,
  ways: Readonly<Record<Name, () => Promise<unknown>>>,
): Promise<Record<Name, number>> {
  const times = Object.entries<number>(await bestInTurn(rounds, ways));
  return Object.fromEntries(times.map(([name, time]) => [name, (itemCount * 1000) / time])) as Record<Name, number>;
}

/** Items per second of the best round, after one round of warm-up. */
export async function bestRatePerSecond(
  rounds: number,
  itemCount: number,
  work: () => Promise<unknown>,
): Promise<number> {
  return (await compareRates(rounds, itemCount, { work })).work;
}
