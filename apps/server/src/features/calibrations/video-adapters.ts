import { getAdapters, readAdapterModel } from '@actionary/database';
import type { Recipe } from '@actionary/database';
import { fitNovelSoftening, openAdapter, trainHeldOut } from '@actionary/inference';
import type { Adapter } from '@actionary/inference';
import type { DecodeOptions } from '@actionary/inference/domain';
import type { Services } from '../../context.ts';
import type { RecipeWords } from '../../shared/encoders/recipe-words.ts';
import type { LearningOptions } from '../../shared/queue/learning-task.ts';
import { readReviewedExamples } from '../../shared/reviews/read-examples.ts';
import type { ReviewedExamples } from '../../shared/reviews/reviewed-examples.ts';

/** Each half of the concepts is left out once. */
const NOVEL_TRAININGS = 2;

/** What the embeddings of each video go through before they are compared. */
export interface VideoAdapters {
  /** `null`: nothing. */
  of(contentSha256: string): Promise<Adapter | null>;
  /** How much the recipe's adapter is to be softened for concepts that it was not trained on. */
  readonly softening: number;
  close(): Promise<void>;
}

/**
 * For a recipe's adapter, which may have learned from the same reviews, others like it: for each video that examples are of
 * one that was trained without it. Any other video gets the recipe's own.
 *
 * @throws the signal's reason
 */
export async function trainVideoAdapters(
  { db }: Pick<Services, 'db'>,
  { adapterId, decode }: Recipe,
  words: RecipeWords,
  found: ReviewedExamples,
  { signal, onProgress }: LearningOptions,
): Promise<VideoAdapters> {
  if (adapterId === null) return { of: async () => null, softening: 0, close: async () => {} };
  const [adapter] = await getAdapters(db, [adapterId]);
  const { kind, seed } = adapter!;
  const { logitScale } = words.encoder;
  const examples = await readReviewedExamples(db, words, found, { kind, signal });
  const options = { kind, seed, logitScale, signal };
  let trainedCount = 0;
  const models = await trainHeldOut(examples, {
    ...options,
    onProgress: (doneCount, totalCount) => {
      trainedCount = totalCount;
      onProgress(doneCount, totalCount + NOVEL_TRAININGS);
    },
  });
  const { temperature = 1 } = decode as DecodeOptions;
  const softening = await fitNovelSoftening(examples, {
    ...options,
    temperature,
    onProgress: (doneCount) => onProgress(trainedCount + doneCount, trainedCount + NOVEL_TRAININGS),
  });
  const own = await readAdapterModel(db, adapterId);
  const opened = new Map<Uint8Array, Promise<Adapter>>();
  return {
    softening,
    of: (content) => {
      const model = models.get(content) ?? own;
      const open = opened.get(model) ?? openAdapter(model);
      opened.set(model, open);
      return open;
    },
    close: async () => {
      for (const open of opened.values()) await (await open).close();
    },
  };
}
