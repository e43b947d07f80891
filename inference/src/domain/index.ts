/** The pure part of recognition: values and arithmetic, no file, no clock, no runtime. In the order of the method. */

// Why something is refused.
export * from './reason.ts';

// Frames, and what an encoder makes of them.
export * from './sampling.ts';
export * from './cell-span.ts';
export * from './frame-times.ts';
export * from './preprocess.ts';
export * from './corruptions.ts';
export * from './redundancy.ts';
export * from './embedding.ts';

// Words: what a vocabulary says, how it changes, what is wrong with it, and the prompts it gives.
export * from './vocabulary/vocabulary.ts';
export * from './vocabulary/prompt.ts';
export * from './vocabulary/descriptive-prompts.ts';
export * from './vocabulary/prompt-checks.ts';
export * from './vocabulary/concept-content.ts';
export * from './vocabulary/concept-id.ts';
export * from './vocabulary/concept-path.ts';
export * from './vocabulary/vocabulary-operation.ts';
export * from './vocabulary/apply-operation.ts';
export * from './vocabulary/describe-change.ts';
export * from './vocabulary/kept-places.ts';
export * from './vocabulary/resolve-concepts.ts';
export * from './vocabulary/vocabulary-checks.ts';
export { errorsFirst } from './vocabulary/vocabulary-check.ts';
export type { CheckSeverity, VocabularyCheck, VocabularyCheckKind } from './vocabulary/vocabulary-check.ts';
export * from './vocabulary/confusable-advice.ts';
export * from './vocabulary/vocabulary-document.ts';
export * from './vocabulary/plan-import.ts';
export * from './vocabulary/fold-text.ts';
export * from './vocabulary/concept-words.ts';
export * from './vocabulary/match-label.ts';

// Files of spreadsheet programs.
export * from './cell-text.ts';

// Draws that a seed repeats, and who is tested on what.
export * from './random.ts';
export * from './folds.ts';

// From logits to segments.
export * from './logits.ts';
export * from './window.ts';
export * from './calibration.ts';
export * from './probability.ts';
export * from './smooth.ts';
export * from './hysteresis.ts';
export * from './viterbi.ts';
export * from './min-duration.ts';
export * from './decode-defaults.ts';
export * from './decode.ts';
export * from './fixed-lag.ts';
export * from './label-run.ts';
export * from './segment.ts';
export * from './recognition.ts';
export * from './latencies.ts';

// What reviews teach, and what to review next.
export * from './tip-adapter.ts';
export * from './validate-temperature.ts';
export * from './precision-thresholds.ts';
export * from './conformal.ts';
export * from './measure-sets.ts';
export * from './calibrate-windows.ts';
export * from './unknown-signals.ts';
export * from './fit-unknown.ts';
export * from './unknown-detector.ts';
export * from './calibrate-unknown.ts';
export * from './negative-texts.ts';
export * from './logistic-regression.ts';
export * from './soften-novel.ts';
export * from './compare-templates.ts';
export * from './propose-reviews.ts';
export * from './plan-reviews.ts';
export * from './decide-adapter.ts';
export * from './adapter-kind.ts';
export * from './gaussian-discriminant.ts';

// Looking for what is alike.
export * from './half-products.ts';
export * from './span-cosines.ts';
export * from './span-frames.ts';
export * from './span-windows.ts';
export * from './similar-pairs.ts';
export * from './similarity-order.ts';
export * from './histogram.ts';
export * from './moments.ts';

// How two recognitions differ.
export * from './compare-segmentations.ts';
export * from './segmentation-changes.ts';

// How good it is.
export * from './metrics/accuracy.ts';
export * from './metrics/temporal-iou.ts';
export * from './metrics/average-precision.ts';
export * from './metrics/overlap-f1.ts';
export * from './metrics/edit-score.ts';
export * from './metrics/timeline-figures.ts';
export * from './metrics/calibration-error.ts';
export * from './metrics/reliability-bins.ts';
export * from './metrics/wilson-interval.ts';
export * from './metrics/bootstrap.ts';
export * from './metrics/spread.ts';
export * from './metrics/compare-answers.ts';
export * from './metrics/confusion.ts';
export * from './metrics/detection.ts';
export * from './metrics/reviewed-agreement.ts';

// The plant, and what names of files tell.
export * from './equipment-level.ts';
export * from './recorded-at.ts';

// Work study: what recognised and reviewed work comes to.
export * from './work-study/work-spans.ts';
export * from './work-study/sample-summary.ts';
export * from './work-study/work-cycles.ts';
export * from './work-study/element-times.ts';
export * from './work-study/standard-time.ts';
export * from './work-study/line-balance.ts';
export * from './work-study/compare-samples.ts';
