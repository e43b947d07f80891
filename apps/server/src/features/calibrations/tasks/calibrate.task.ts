import { finishCalibration, getRecipes } from '@actionary/database';
import type { CalibrationInput, Recipe } from '@actionary/database';
import { calibrateWindows, softenNovel } from '@actionary/inference/domain';
import type { DecodeOptions, WindowCalibration } from '@actionary/inference/domain';
import { z } from 'zod';
import type { Services } from '../../../context.ts';
import { calibrationOfRecipe, softeningOf } from '../../../shared/encoders/recipe-calibration.ts';
import { encodeRecipeWords } from '../../../shared/encoders/recipe-words.ts';
import type { RecipeWords } from '../../../shared/encoders/recipe-words.ts';
import { learningTask, TooFewReviews } from '../../../shared/queue/learning-task.ts';
import type { LearningOptions } from '../../../shared/queue/learning-task.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import { findExamples, findKnownAndUnknown, vocabularyOfRecipe } from '../../../shared/reviews/reviewed-examples.ts';
import type { CalibrationReportRow } from '../calibration-report.ts';
import { learnUnknown } from '../learn-unknown.ts';
import { embedNegatives } from '../negative-embeddings.ts';
import { reportOfWindows } from '../report-of-windows.ts';
import { readReviewedWindows } from '../reviewed-windows.ts';
import type { ComparedWindows } from '../reviewed-windows.ts';
import { trainVideoAdapters } from '../video-adapters.ts';

const calibrationPayload = z.object({
  recipeId: z.uuid(),
  wantedPrecision: z.number(),
  coverage: z.number(),
  name: z.string(),
  person: z.string().nullable(),
});
type CalibrationPayload = z.infer<typeof calibrationPayload>;

/** Learns from the reviews there are now what a recipe's probabilities are worth, and stores it with its report. */
export function calibrateTask(services: Services): TaskHandler<'calibrate'> {
  return learningTask(services.db, {
    payload: calibrationPayload,
    learn: (told, options) => learn(services, told, options),
    finish: (jobId, input) => finishCalibration(services.db, jobId, input),
    failureCode: 'CALIBRATE_FAILED',
  });
}

async function learn(
  services: Services,
  { recipeId, name, person, ...wanted }: CalibrationPayload,
  options: LearningOptions,
): Promise<CalibrationInput> {
  const { db } = services;
  const [recipe] = await getRecipes(db, [recipeId]);
  const words = await encodeRecipeWords(services, recipe!);
  const vocabularyId = await vocabularyOfRecipe(db, recipe!);
  const negatives = await embedNegatives(services, words);
  const { windows, softening } = await readWindows(
    services,
    { recipe: recipe!, words, negatives, vocabularyId },
    options,
  );
  const pinned = await calibrationOfRecipe(db, recipe!, words);
  const temperature = pinned?.temperature ?? (recipe!.decode as DecodeOptions).temperature ?? 1;
  const { scales } = await softeningOf(db, recipe!.adapterId, words, softening);
  const softened = scales ? { ...windows, logits: softenNovel(windows.logits, scales) } : windows;
  const calibration = calibrateWindows(softened, { temperature, ...wanted });
  const unknown = learnUnknown(windows, negatives, words.encoder, {
    logits: softened.logits,
    temperature: calibration.temperature,
  });
  const conceptIds = words.concepts.map(({ conceptId }) => conceptId);
  const report = {
    ...reportOfWindows(calibration, windows, { ...wanted, conceptIds }),
    isAdapterHeldOut: recipe!.adapterId !== null,
    previousTemperature: temperature,
    unknown: unknown.figures,
  } satisfies CalibrationReportRow;
  return {
    name,
    vocabularyId,
    recipeId,
    encoderDigest: recipe!.encoderDigest,
    adapterId: recipe!.adapterId,
    ...wanted,
    temperature: calibration.temperature,
    thresholds: thresholdsById(calibration, conceptIds),
    softening: scales ? softening : 0,
    ...unknown.stored,
    spanCount: report.spanCount,
    report,
    person,
  };
}

/** Of the concepts whose wanted precision is shown. */
function thresholdsById({ thresholds }: WindowCalibration, conceptIds: readonly string[]): Record<string, number> {
  const shown = thresholds.flatMap(({ threshold }, index) =>
    threshold === null ? [] : [[conceptIds[index], threshold] as const],
  );
  return Object.fromEntries(shown);
}

/** What reviewed windows are compared with. */
interface Compared {
  readonly recipe: Recipe;
  readonly words: RecipeWords;
  /** Unit embeddings of texts of what is none of the words. */
  readonly negatives: Float32Array;
  readonly vocabularyId: string;
}

/** Scores what has been reviewed. First come the trainings, then the videos. */
async function readWindows(
  services: Services,
  { recipe, words, negatives, vocabularyId }: Compared,
  { signal, onProgress }: LearningOptions,
): Promise<{ readonly windows: ComparedWindows; readonly softening: number }> {
  const { db, encoders } = services;
  const wanted = { vocabularyId, wantedIds: new Set(words.concepts.map(({ conceptId }) => conceptId)) };
  const examples = await findExamples(db, recipe, wanted);
  if (examples.embedded.size < 2)
    throw new TooFewReviews('reviews are of fewer than two videos: review spans of another one, then calibrate again');
  const reviewed = await findKnownAndUnknown(db, recipe, wanted);
  const videoCount = reviewed.embedded.size;
  let trainingCount = 0;
  const adapters = await trainVideoAdapters(services, recipe, words, examples, {
    signal,
    onProgress: (doneCount, totalCount) => {
      trainingCount = totalCount;
      onProgress(doneCount, totalCount + videoCount);
    },
  });
  try {
    const scorer = await encoders.scorer();
    const windows = await readReviewedWindows(
      db,
      { recipe, words, negatives, ...reviewed, scorer, adapters },
      { signal, onProgress: (doneCount) => onProgress(trainingCount + doneCount, trainingCount + videoCount) },
    );
    return { windows, softening: adapters.softening };
  } finally {
    await adapters.close();
  }
}
