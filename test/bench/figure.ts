/** One measured figure. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it should reach. */
  readonly target?: number;
  /** Whether the target is the most it may be, not the least. */
  readonly isCeiling?: boolean;
}
