import type { LinePlot } from '../report/line-plot.ts';

/** One measured figure. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it should reach. */
  readonly target?: number;
  /** Whether the target is the most it may be, not the least. */
  readonly isCeiling?: boolean;
  /** What it is compared with, measured in the same run. */
  readonly peer?: Peer;
  /** What stands between it and its target, where it misses it: what was found by measuring. */
  readonly why?: string;
}

/** Another way of doing the same work. */
export interface Peer {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Curves in one picture. */
export interface Chart extends LinePlot {
  /** Names its file; unique among all charts. */
  readonly id: string;
}

/**
 * Measures something. Everything that it starts has ended when it is through.
 *
 * @param note told what the figures are of, and what was left out and why
 * @param draw given the curves among them
 * @throws where it cannot be measured
 */
export type Section = (note: (text: string) => void, draw: (chart: Chart) => void) => Promise<readonly Figure[]>;

/** Whether a figure reaches its target; so does one that has none. */
export function meets({ value, target, isCeiling }: Figure): boolean {
  if (target === undefined) return true;
  return isCeiling ? value <= target : value >= target;
}

/** With as many digits as tell something. */
export function shown(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4;
  return value.toFixed(digits);
}

/** `≤ 1.3`; empty where there is no target. */
export function limitOf({ target, isCeiling }: Figure): string {
  return target === undefined ? '' : `${isCeiling ? '≤' : '≥'} ${target}`;
}
