import { normalizeRows, rowCount } from './embedding.ts';
import { multiplyLogits } from './logits.ts';
import { rightRows } from './metrics/accuracy.ts';
import { adjustHolm, compareAnswers } from './metrics/compare-answers.ts';
import type { BootstrapOptions } from './metrics/bootstrap.ts';
import type { AnswerComparison } from './metrics/compare-answers.ts';

/** Reviewed spans: what the encoder makes of them, and what they show. */
export interface ReviewedSpans {
  /** Unit embeddings `[n, dims]`, n ≥ 1. */
  readonly embeddings: Float32Array;
  readonly dims: number;
  /** True concept index of each. */
  readonly truth: readonly number[];
  /** The video of each. */
  readonly videos: readonly string[];
}

/** What a prompt template does to the accuracy. */
export interface TemplateEffect {
  readonly templateIndex: number;
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
 * Compares two ways of wording the concepts on the same reviewed spans.
 *
 * @param oneTexts unit embeddings `[conceptCount, dims]`; as `otherTexts`
 */
export function comparePrompts(
  spans: ReviewedSpans,
  oneTexts: Float32Array,
  otherTexts: Float32Array,
  options: BootstrapOptions = {},
): AnswerComparison {
  if (oneTexts.length !== otherTexts.length)
    throw new RangeError(`${otherTexts.length} numbers of texts to compare with ${oneTexts.length}`);
  return compareAnswers(answers(spans, oneTexts), answers(spans, otherTexts), spans.videos, options);
}

/**
 * What leaving out each template does to the ensemble. Templates that harm are found by McNemar's test after Holm's
 * correction, and only where the interval over videos agrees.
 *
 * @param templates for each template, at least two, the unit embeddings of its prompts `[conceptCount, dims]`
 * @returns in the order of the templates
 */
export function templateEffects(
  spans: ReviewedSpans,
  templates: readonly Float32Array[],
  options: BootstrapOptions = {},
): TemplateEffect[] {
  if (templates.length < 2) throw new RangeError('leaving out a template is not defined without a second one');
  const sums = sumOf(templates);
  const withAll = answers(spans, normalizeRows(Float32Array.from(sums), spans.dims));
  const comparisons = templates.map((template) => {
    const rest = Float32Array.from(sums, (sum, index) => sum - template[index]);
    return compareAnswers(withAll, answers(spans, normalizeRows(rest, spans.dims)), spans.videos, options);
  });
  const adjusted = adjustHolm(comparisons.map(({ pValue }) => pValue));
  return comparisons.map((without, templateIndex) => ({
    templateIndex,
    without,
    adjustedPValue: adjusted[templateIndex],
    isHarmful: without.difference.low > 0 && adjusted[templateIndex] <= SIGNIFICANCE,
  }));
}

function answers({ embeddings, dims, truth }: ReviewedSpans, texts: Float32Array): boolean[] {
  return rightRows(multiplyLogits(embeddings, texts, dims, 1), rowCount(texts, dims), truth);
}

function sumOf(templates: readonly Float32Array[]): Float64Array {
  const sums = new Float64Array(templates[0].length);
  for (const template of templates) {
    if (template.length !== sums.length)
      throw new RangeError(`a template has ${template.length} numbers, the first ${sums.length}`);
    for (const [index, value] of template.entries()) sums[index] += value;
  }
  return sums;
}
