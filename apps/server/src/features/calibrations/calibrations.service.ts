import { createJob } from '@actionary/database';
import type { Job, Recipe } from '@actionary/database';
import type { CalibrateRecipeInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';
import { cleanName, done, inputKey, refuse, settle, unwrap } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { findExamples } from '../../shared/reviews/reviewed-examples.ts';

/** One to learn from, one to test with. */
const LEAST_VIDEOS = 2;
/** Less is no promise; more takes hundreds of spans of each concept. */
const SHARES = { least: 0.5, most: 0.99 };

/** Queues the calibration of a recipe, unless one is under way for it. */
export function calibrateRecipe(context: Context, input: CalibrateRecipeInput): Promise<Result<Job>> {
  const { db, queue, loaders, person } = context;
  return settle(async () => {
    const recipeId = inputKey('Recipe', input.recipeId, 'recipeId');
    const recipe = await loaders.recipe.load(recipeId);
    if (!recipe) return refuse('NOT_FOUND', 'recipeId', 'there is no such recipe');
    const payload = {
      recipeId,
      wantedPrecision: checkedShare(input.wantedPrecision ?? 0.8, 'wantedPrecision'),
      coverage: checkedShare(input.coverage ?? 0.9, 'coverage'),
      name: input.name ? cleanName(input.name, 'name') : await nameFor(recipe, loaders),
      person,
    };
    await refuseTooFew(context, recipe);
    const active = await db.prisma.job.findFirst({
      where: {
        kind: 'calibrate',
        state: { in: ['queued', 'running'] },
        payload: { path: ['recipeId'], equals: recipeId },
      },
    });
    const job = active ?? unwrap(await createJob(db, { kind: 'calibrate', payload }));
    await queue.send('calibrate', { jobId: job.id });
    return done(job);
  });
}

function checkedShare(value: number, field: string): number {
  const { least, most } = SHARES;
  return value >= least && value <= most
    ? value
    : refuse('INVALID', field, `must be ${least} … ${most}`, { reason: 'outOfRange', least, most });
}

async function refuseTooFew({ db, loaders }: Context, recipe: Recipe): Promise<void> {
  const { vocabularyId } = (await loaders.vocabularyVersion.load(recipe.vocabularyVersionId))!;
  const concepts = await loaders.conceptsOfVersion.load(recipe.vocabularyVersionId);
  const active = concepts.filter(({ status }) => status === 'active').map(({ conceptId }) => conceptId);
  const found = await findExamples(db, recipe, { vocabularyId, wantedIds: new Set(active) });
  if (found.embedded.size >= LEAST_VIDEOS) return;
  const embed = found.unembeddedCount > 0 ? ', or recognise the videos of those that are reviewed' : '';
  refuse('INVALID', 'recipeId', `too few reviews: review spans of ${LEAST_VIDEOS} videos at least${embed}`, {
    reason: 'tooFewVideos',
    least: LEAST_VIDEOS,
    unembeddedCount: found.unembeddedCount,
  });
}

/** After the vocabulary and the day. */
async function nameFor({ vocabularyVersionId }: Recipe, loaders: Loaders): Promise<string> {
  const { vocabularyId, number } = (await loaders.vocabularyVersion.load(vocabularyVersionId))!;
  const vocabulary = await loaders.vocabulary.load(vocabularyId);
  return `${vocabulary!.name} v${number} · ${new Date().toISOString().slice(0, 10)}`;
}
