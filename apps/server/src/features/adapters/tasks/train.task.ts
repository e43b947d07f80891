import { finishTraining, getRecipes } from '@actionary/database';
import type { AdapterInput } from '@actionary/database';
import { amongTaught, evaluateAdapter, trainAdapter } from '@actionary/inference';
import type { AdapterEvaluation } from '@actionary/inference';
import { z } from 'zod';
import type { Services } from '../../../context.ts';
import { learningTask } from '../../../shared/queue/learning-task.ts';
import type { LearningOptions } from '../../../shared/queue/learning-task.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import { toEstimate } from '../../../shared/reviews/estimate.ts';
import { readLearningExamples } from '../../../shared/reviews/learning-examples.ts';
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
  const found = await readLearningExamples(services, recipe!, kind, signal);
  const { examples, conceptIds, logitScale, vocabularyId } = found;
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

function toReport(evaluation: AdapterEvaluation, conceptIds: readonly string[]): AdapterReportRow {
  const { decision, methods, concepts, ...rest } = evaluation;
  const { trained, untrained } = decision;
  return {
    ...rest,
    methods: [...methods],
    // There is an example at least, and each was left out once.
    gain: toEstimate(trained!.difference),
    novelGain: untrained && toEstimate(untrained.difference),
    concepts: concepts.map(({ conceptIndex, ...counts }) => ({ conceptId: conceptIds[conceptIndex], ...counts })),
  };
}
