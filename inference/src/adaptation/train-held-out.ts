import { videoFolds } from '../domain/index.ts';
import type { AdapterKind } from '../domain/index.ts';
import type { Abortable } from '../ports.ts';
import type { ReviewedExamples } from './evaluate-adapter.ts';
import { amongTaught, checkExamples, takeExamples } from './examples.ts';
import { trainAdapter } from './train-adapter.ts';

export interface TrainHeldOutOptions extends Abortable {
  readonly kind: AdapterKind;
  readonly seed: number;
  readonly logitScale: number;
  /** Told after each training. */
  readonly onProgress?: (doneCount: number, totalCount: number) => void;
}

const FOLDS = 5;

/**
 * Adapters that know nothing of a video that examples are of, so that what they make of it tells what one trained on all
 * examples would make of a new video.
 *
 * @param examples of two videos at least
 * @returns for each of the videos an ONNX model that was trained without it; videos of a fold share theirs
 * @throws as `trainAdapter`
 */
export async function trainHeldOut(
  examples: ReviewedExamples,
  { onProgress, ...options }: TrainHeldOutOptions,
): Promise<ReadonlyMap<string, Uint8Array>> {
  checkExamples(examples);
  const { videos } = examples;
  if (new Set(videos).size < 2) throw new RangeError('with examples of one video there are none without it');
  const folds = videoFolds(videos, FOLDS, options.seed);
  const models = new Map<string, Uint8Array>();
  const distinct = [...new Set(folds)];
  for (const [index, fold] of distinct.entries()) {
    const learned = [...folds.keys()].filter((row) => folds[row] !== fold);
    const { model } = await trainAdapter(amongTaught(takeExamples(examples, learned)), options);
    for (const [row, own] of folds.entries()) if (own === fold) models.set(videos[row], model);
    onProgress?.(index + 1, distinct.length);
  }
  return models;
}
