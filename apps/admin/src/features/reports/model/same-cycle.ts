interface Cycle {
  readonly video: { readonly id: string };
  readonly startMs: number;
}

/** What tells a cycle from all others of a report. */
export function cycleKey({ video, startMs }: Cycle): string {
  return `${video.id} ${startMs}`;
}

export function isSameCycle(one: Cycle, other: Cycle): boolean {
  return cycleKey(one) === cycleKey(other);
}

/** Chooses a cycle, or takes the choice back. Two are compared: of three the one that was chosen first goes. */
export function toggleCompared(chosen: readonly string[], key: string): readonly string[] {
  return chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key].slice(-2);
}
