import { adjustHolm } from './metrics/compare-answers.ts';
import type { AnswerComparison } from './metrics/compare-answers.ts';

/** What a prompt template does to the accuracy. */
export interface TemplateEffect {
  /** The one has all templates, the other all but this: a difference above 0 speaks against it. */
  readonly without: AnswerComparison;
  /** Of `without.pValue`, as every template was asked about. */
  readonly adjustedPValue: number;
  /** Better without it, beyond chance. Of several harmful ones drop the worst and compare again: they may stand for each other. */
  readonly isHarmful: boolean;
}

/** Above it, a difference may be chance. */
const SIGNIFICANCE = 0.05;

/**
 * Whether two methods differ by more than chance: McNemar's test says so, and the interval over videos agrees, as rows of one
 * video are alike.
 *
 * @param pValue of the comparison, adjusted where several questions were asked
 */
export function isBeyondChance(
  { difference: { low, high } }: Pick<AnswerComparison, 'difference'>,
  pValue: number,
): boolean {
  return pValue <= SIGNIFICANCE && (low > 0 || high < 0);
}

/**
 * Which of several templates harm, by what leaving out each of them does.
 *
 * @param withoutEach for each template, the answers with all of them compared with those without it
 * @returns in the same order
 */
export function templateEffects(withoutEach: readonly AnswerComparison[]): TemplateEffect[] {
  const adjusted = adjustHolm(withoutEach.map(({ pValue }) => pValue));
  return withoutEach.map((without, index) => ({
    without,
    adjustedPValue: adjusted[index],
    isHarmful: without.difference.mean > 0 && isBeyondChance(without, adjusted[index]),
  }));
}
