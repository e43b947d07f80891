import { createJob } from '@actionary/database';
import type { Job, Recipe } from '@actionary/database';
import type { TrainAdapterInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import {
  argumentKey,
  badUserInput,
  cleanName,
  done,
  inputKey,
  refuse,
  settle,
  unwrap,
} from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { examplesOf, isEnough, refuseTooFew, reviewedConcepts } from '../../shared/reviews/recipe-examples.ts';
import type { ReviewedConceptRow } from '../../shared/reviews/recipe-examples.ts';

export interface TrainingReadiness {
  readonly spanCount: number;
  readonly videoCount: number;
  readonly unembeddedCount: number;
  readonly concepts: ReviewedConceptRow[];
  readonly isReady: boolean;
}

/** @param id global @throws {GraphQLError} BAD_USER_INPUT */
export async function trainingReadiness(context: Context, id: string): Promise<TrainingReadiness> {
  const recipe = await context.loaders.recipe.load(argumentKey('Recipe', id, 'recipeId'));
  if (!recipe) throw badUserInput('recipeId: there is no such recipe');
  const { contents, examples } = await examplesOf(context, recipe);
  const { spans, embedded, unembeddedCount } = examples;
  return {
    spanCount: spans.length,
    videoCount: embedded.size,
    unembeddedCount,
    concepts: reviewedConcepts(contents, examples),
    isReady: isEnough(examples),
  };
}

/** Queues the training of an adapter, unless one is under way for the recipe. */
export function trainAdapter(context: Context, input: TrainAdapterInput): Promise<Result<Job>> {
  const { db, queue, loaders, person } = context;
  return settle(async () => {
    const recipeId = inputKey('Recipe', input.recipeId, 'recipeId');
    const recipe = await loaders.recipe.load(recipeId);
    if (!recipe) return refuse('NOT_FOUND', 'recipeId', 'there is no such recipe');
    const { examples } = await examplesOf(context, recipe);
    refuseTooFew(examples);
    const active = await db.prisma.job.findFirst({
      where: {
        kind: 'train',
        state: { in: ['queued', 'running'] },
        payload: { path: ['recipeId'], equals: recipeId },
      },
    });
    const payload = {
      recipeId,
      kind: input.kind ?? 'linear',
      seed: input.seed ?? 1,
      name: input.name ? cleanName(input.name, 'name') : await nameFor(recipe, context),
      person,
    };
    const job = active ?? unwrap(await createJob(db, { kind: 'train', payload }));
    await queue.send('train', { jobId: job.id });
    return done(job);
  });
}

/** After the vocabulary and the day; several of a day are numbered. */
async function nameFor({ vocabularyVersionId }: Recipe, { db, loaders }: Context): Promise<string> {
  const { vocabularyId, number } = (await loaders.vocabularyVersion.load(vocabularyVersionId))!;
  const vocabulary = await loaders.vocabulary.load(vocabularyId);
  const name = `${vocabulary!.name} v${number} · ${new Date().toISOString().slice(0, 10)}`;
  const count = await db.prisma.adapter.count({ where: { vocabularyId, name: { startsWith: name } } });
  return count === 0 ? name : `${name} (${count + 1})`;
}
