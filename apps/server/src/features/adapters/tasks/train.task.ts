import { finishTraining, getRecipes } from '@actionary/database';
import type { AdapterInput, Recipe } from '@actionary/database';
import { amongTaught, evaluateAdapter, trainAdapter } from '@actionary/inference';
import type { AdapterEvaluation } from '@actionary/inference';
import type { AdapterKind, AnswerComparison } from '@actionary/inference/domain';
import { z } from 'zod';
import type { Services } from '../../../context.ts';
import { encodeRecipeWords } from '../../../shared/encoders/recipe-words.ts';
import { learningTask, TooFewReviews } from '../../../shared/queue/learning-task.ts';
import type { LearningOptions } from '../../../shared/queue/learning-task.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import { readReviewedExamples } from '../../../shared/reviews/read-examples.ts';
import { findExamples, vocabularyOfRecipe } from '../../../shared/reviews/reviewed-examples.ts';
import type { AdapterReportRow } from '../adapter-report.ts';

const trainingPayload = z.object({
  recipeId: z.uuid(),
  kind: z.enum(['linear', 'bottleneck', 'temporal']),
  seed: z.int(),
  name: z.string(),
  person: z.string().nullable(),
});
type TrainingPayload = z.infer<typeof trainingPayload>;

/** Learns an adapter from the reviews there are now, measures it on videos left out in turn, and stores it with its report. */
export function trainTask(services: Services): TaskHandler<'train'> {
  return learningTask(services.db, {
    payload: trainingPayload,
    learn: (told, options) => learn(services, told, options),
    finish: (jobId, input) => finishTraining(services.db, jobId, input),
    failureCode: 'TRAIN_FAILED',
  });
}

async function learn(
  services: Services,
  { recipeId, kind, seed, name, person }: TrainingPayload,
  { signal, onProgress }: LearningOptions,
): Promise<AdapterInput> {
  const [recipe] = await getRecipes(services.db, [recipeId]);
  const { examples, conceptIds, logitScale, vocabularyId } = await readExamples(services, recipe!, kind, signal);
  const options = { kind, seed, logitScale, signal };
  const evaluation = await evaluateAdapter(examples, { ...options, onProgress });
  const { model, seconds } = await trainAdapter(amongTaught(examples), options);
  const learned = [...new Set(examples.concepts)].toSorted((a, b) => a - b).map((index) => conceptIds[index]);
  return {
    name,
    kind,
    vocabularyId,
    recipeId,
    encoderDigest: recipe!.encoderDigest,
    seed,
    model: new Uint8Array(model),
    conceptIds: learned,
    spanCount: examples.concepts.length,
    report: toReport(evaluation, conceptIds),
    refusals: evaluation.decision.reasons,
    trainedInMs: Math.round(1000 * seconds),
    person,
  };
}

async function readExamples(services: Services, recipe: Recipe, kind: AdapterKind, signal: AbortSignal) {
  const { db } = services;
  const words = await encodeRecipeWords(services, recipe);
  const vocabularyId = await vocabularyOfRecipe(db, recipe);
  const conceptIds = words.concepts.map(({ conceptId }) => conceptId);
  const found = await findExamples(db, recipe, { vocabularyId, wantedIds: new Set(conceptIds) });
  if (found.spans.length === 0)
    throw new TooFewReviews('there is no reviewed span any more: review some, then train again');
  const examples = await readReviewedExamples(db, words, found, { kind, signal });
  return { examples, conceptIds, logitScale: words.encoder.logitScale, vocabularyId };
}

function toReport(evaluation: AdapterEvaluation, conceptIds: readonly string[]): AdapterReportRow {
  const { decision, methods, concepts, ...rest } = evaluation;
  const { trained, untrained } = decision;
  return {
    ...rest,
    methods: [...methods],
    // There is an example at least, and each was left out once.
    gain: estimateOf(trained!),
    novelGain: untrained && estimateOf(untrained),
    concepts: concepts.map(({ conceptIndex, ...counts }) => ({ conceptId: conceptIds[conceptIndex], ...counts })),
  };
}

/** JSON has no infinity. */
function estimateOf({ difference: { mean, low, high } }: AnswerComparison) {
  const bound = (value: number) => (Number.isFinite(value) ? value : null);
  return { value: mean, low: bound(low), high: bound(high) };
}
