/** How evenly work is spread over the stations of a line. */
export interface LineBalance {
  /** The station that all others wait for. */
  readonly bottleneckIndex: number;
  /** Time of the slowest station: no product comes sooner. */
  readonly cycleMs: number;
  /** 編成効率: work by the time that all stations have for it; 1: nobody waits. */
  readonly efficiency: number;
  /** Fewest stations that the work could be done by within the takt; `null` without one. */
  readonly leastStationCount: number | null;
  /** Stations that take longer than the takt; none without one. */
  readonly overTaktIndices: readonly number[];
}

/**
 * @param stationMs work of each station for one product; ≥ 0, at least one above 0
 * @param taktMs time in which a product is wanted; > 0, or `null`
 * @throws {RangeError}
 */
export function lineBalance(stationMs: readonly number[], taktMs: number | null = null): LineBalance {
  const cycleMs = Math.max(...stationMs);
  if (!(cycleMs > 0 && stationMs.every((ms) => ms >= 0)))
    throw new RangeError(`invalid times: ${stationMs.join(', ')}`);
  if (taktMs !== null && !(taktMs > 0)) throw new RangeError(`invalid takt: ${taktMs}`);
  const workMs = stationMs.reduce((sum, ms) => sum + ms, 0);
  return {
    bottleneckIndex: stationMs.indexOf(cycleMs),
    cycleMs,
    efficiency: workMs / (stationMs.length * cycleMs),
    leastStationCount: taktMs === null ? null : Math.ceil(workMs / taktMs),
    overTaktIndices: taktMs === null ? [] : [...stationMs.keys()].filter((index) => stationMs[index] > taktMs),
  };
}
