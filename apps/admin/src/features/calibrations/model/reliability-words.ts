import type { ReliabilityFragment } from '../../../../generated/graphql.ts';

/** What probabilities are worth, for a hundred findings, in whole numbers. */
export interface ReliabilityWords {
  /** What was said, on average, in per cent. */
  readonly said: number;
  /** Of a hundred findings so many were right. */
  readonly right: number;
  /** Too sure, or not sure enough, by five points or more; else about right. */
  readonly tendency: 'tooSure' | 'tooUnsure' | 'fair';
}

export function reliabilityWords({ probability, accuracy }: ReliabilityFragment): ReliabilityWords {
  const [said, right] = [Math.round(100 * probability), Math.round(100 * accuracy)];
  const tendency = said - right >= 5 ? 'tooSure' : right - said >= 5 ? 'tooUnsure' : 'fair';
  return { said, right, tendency };
}

/** The bin that most findings are in; null without findings. */
export function fullestBin({ bins }: ReliabilityFragment): ReliabilityFragment['bins'][number] | null {
  return bins.reduce<ReliabilityFragment['bins'][number] | null>(
    (fullest, bin) => (fullest && fullest.count >= bin.count ? fullest : bin),
    null,
  );
}
