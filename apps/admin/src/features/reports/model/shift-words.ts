/** Fewer times than that on a side tell little. */
const FEW = 10;
/** Differences that are as probable as that by chance are not taken for real. */
const CHANCE = 0.05;

interface Shift {
  readonly before: { readonly count: number };
  readonly after: { readonly count: number };
  readonly shiftMs: number;
  readonly pValue: number;
}

/** How a comparison is put into words. */
export interface ShiftWords {
  readonly direction: 'faster' | 'slower' | 'same';
  /** `few`: there are too few times to tell, whatever the figures say. */
  readonly certainty: 'real' | 'chance' | 'few';
}

export function shiftWords({ before, after, shiftMs, pValue }: Shift): ShiftWords {
  const isFew = Math.min(before.count, after.count) < FEW;
  const certainty = pValue < CHANCE ? 'real' : 'chance';
  return {
    direction: Math.round(shiftMs) === 0 ? 'same' : shiftMs < 0 ? 'faster' : 'slower',
    certainty: isFew ? 'few' : certainty,
  };
}
