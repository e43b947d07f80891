import { createJob } from '@actionary/database';
import type { EvaluationProtocol, Job } from '@actionary/database';
import type { EvaluateRecipeInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { done, inputKey, refuse, settle, unwrap } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { examplesOf, refuseTooFew } from '../../shared/reviews/recipe-examples.ts';

/** Concepts with reviews that a protocol needs, so that each half can be told apart by itself. */
const LEAST_CONCEPTS: Readonly<Partial<Record<EvaluationProtocol, number>>> = { baseToNovel: 4 };

/** Queues an evaluation, unless one by the protocol is under way for the recipe. */
export function evaluateRecipe(context: Context, input: EvaluateRecipeInput): Promise<Result<Job>> {
  const { db, queue, loaders, person } = context;
  const { protocol } = input;
  return settle(async () => {
    const recipeId = inputKey('Recipe', input.recipeId, 'recipeId');
    const recipe = await loaders.recipe.load(recipeId);
    if (!recipe) return refuse('NOT_FOUND', 'recipeId', 'there is no such recipe');
    const { examples } = await examplesOf(context, recipe);
    const leastConcepts = LEAST_CONCEPTS[protocol];
    refuseTooFew(examples, leastConcepts);
    const active = await db.prisma.job.findFirst({
      where: {
        kind: 'evaluate',
        state: { in: ['queued', 'running'] },
        AND: [
          { payload: { path: ['recipeId'], equals: recipeId } },
          { payload: { path: ['protocol'], equals: protocol } },
        ],
      },
    });
    const payload = { recipeId, protocol, kind: input.kind ?? 'linear', seed: input.seed ?? 1, person };
    const job = active ?? unwrap(await createJob(db, { kind: 'evaluate', payload }));
    await queue.send('evaluate', { jobId: job.id });
    return done(job);
  });
}
