import { compareAnswers } from './metrics/compare-answers.ts';
import type { AnswerComparison } from './metrics/compare-answers.ts';
import type { BootstrapOptions } from './metrics/bootstrap.ts';

/** Reviewed rows that training did not see: whether each is right without the adapter, and with it. */
export interface HeldOutAnswers {
  readonly frozenRight: readonly boolean[];
  readonly adaptedRight: readonly boolean[];
  /** The video of each row. */
  readonly videos: readonly string[];
}

export interface AdapterRule extends BootstrapOptions {
  /** Fewer videos than this decide nothing; default 5. */
  readonly minVideoCount?: number;
  /** What accuracy on concepts that were not trained on may lose; default 0.01, one point. */
  readonly maxUntrainedLoss?: number;
}

/**
 * Why an adapter is refused.
 * - `tooFewReviews`: the held-out rows of trained concepts come from too few videos.
 * - `noGain`: the interval of the gain on trained concepts reaches down to 0 or below.
 * - `untrainedNotMeasured`: there is no row of a concept that was not trained on.
 * - `untrainedLoss`: concepts that were not trained on lose too much.
 */
export type RefusalReason = 'tooFewReviews' | 'noGain' | 'untrainedNotMeasured' | 'untrainedLoss';

export interface AdapterDecision {
  readonly isAccepted: boolean;
  /** All that speak against it; none where it is accepted. */
  readonly reasons: readonly RefusalReason[];
  /** The one is the frozen encoder, the other the adapter; `null` where there is no row. */
  readonly trained: AnswerComparison | null;
  readonly untrained: AnswerComparison | null;
}

/**
 * Whether an adapter may take the place of the frozen encoder: it must be better on held-out reviews beyond chance, and
 * must not cost the concepts that it was not trained on.
 *
 * @param trained rows of concepts that were trained on; none of their videos may have been
 * @param untrained rows of concepts that were left out of training
 */
export function decideAdapter(
  trained: HeldOutAnswers,
  untrained: HeldOutAnswers,
  { minVideoCount = 5, maxUntrainedLoss = 0.01, ...options }: AdapterRule = {},
): AdapterDecision {
  const gain = compare(trained, options);
  const cost = compare(untrained, options);
  const reasons: RefusalReason[] = [];
  if (!gain || gain.difference.videoCount < minVideoCount) reasons.push('tooFewReviews');
  if (gain && !(gain.difference.low > 0)) reasons.push('noGain');
  if (!cost) reasons.push('untrainedNotMeasured');
  if (cost && cost.difference.mean < -maxUntrainedLoss) reasons.push('untrainedLoss');
  return { isAccepted: reasons.length === 0, reasons, trained: gain, untrained: cost };
}

function compare(
  { frozenRight, adaptedRight, videos }: HeldOutAnswers,
  options: BootstrapOptions,
): AnswerComparison | null {
  return videos.length === 0 ? null : compareAnswers(frozenRight, adaptedRight, videos, options);
}
