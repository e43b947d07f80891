import { finishEvaluation, getRecipes } from '@actionary/database';
import type { EvaluationInput } from '@actionary/database';
import { z } from 'zod';
import type { Services } from '../../../context.ts';
import { learningTask } from '../../../shared/queue/learning-task.ts';
import type { LearningOptions } from '../../../shared/queue/learning-task.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import { readLearningExamples } from '../../../shared/reviews/learning-examples.ts';
import { runProtocol } from '../run-protocol.ts';

const evaluationPayload = z.object({
  recipeId: z.uuid(),
  protocol: z.enum(['baseToNovel', 'fewShot', 'confusion', 'crossLibrary', 'timeline', 'robustness']),
  kind: z.enum(['linear', 'bottleneck', 'temporal']),
  seed: z.int(),
  person: z.string().nullable(),
});
type EvaluationPayload = z.infer<typeof evaluationPayload>;

/** Runs a protocol over the reviews there are now, and stores what it has found. */
export function evaluateTask(services: Services): TaskHandler<'evaluate'> {
  return learningTask(services.db, {
    payload: evaluationPayload,
    learn: (told, options) => evaluate(services, told, options),
    finish: (jobId, input) => finishEvaluation(services.db, jobId, input),
    failureCode: 'EVALUATE_FAILED',
  });
}

async function evaluate(
  services: Services,
  { recipeId, protocol, kind, seed, person }: EvaluationPayload,
  { signal, onProgress }: LearningOptions,
): Promise<EvaluationInput> {
  const startedAt = performance.now();
  const [recipe] = await getRecipes(services.db, [recipeId]);
  const found = await readLearningExamples(services, recipe!, kind, signal);
  const { examples, logitScale, vocabularyId } = found;
  const options = { kind, seed, logitScale, signal, onProgress };
  const report = await runProtocol(protocol, { services, recipe: recipe!, found, options });
  return {
    protocol,
    vocabularyId,
    recipeId,
    kind,
    seed,
    spanCount: examples.concepts.length,
    videoCount: new Set(examples.videos).size,
    report,
    tookMs: Math.round(performance.now() - startedAt),
    person,
  };
}
