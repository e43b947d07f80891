import { percent } from './journal.ts';
import type { Film } from './plan.ts';
import { archiveOf } from './plant.ts';
import type { Plant } from './plant.ts';
import { makeRecipe } from './recipe.ts';
import { REVIEWED } from './review.ts';
import type { Reviewed } from './review.ts';
import { runRecognition } from './recognise.ts';
import type { Recognised } from './recognise.ts';
import { MOST_LOST } from './teach.ts';
import { readTimelines } from './timelines.ts';
import type { Timeline } from './timelines.ts';
import { FIRST_WORDS, rightShare } from './truth.ts';
import type { Words } from './words.ts';

/** Puts the adapter into a recipe, re-scores the evening with it, and lets it take the place of what was there. */
export async function rescore(
  plant: Plant,
  words: Words,
  { recipe: first, timelines: before }: Recognised,
  { adapterId, reviewed }: { readonly adapterId: string; readonly reviewed: Reviewed },
): Promise<Recognised> {
  const { journal, people, nodeId } = plant;
  const films = archiveOf(plant);
  const recipe = await makeRecipe(plant, words, { externalId: 'evening-2', succeedsId: first.id, adapterId });
  journal.equal('videos whose pictures are not looked at again', films.length, await embeddedCount(plant, recipe.id));
  const { id } = await runRecognition(plant, recipe);
  const after = await readTimelines(people.engineer, nodeId, films);
  journal.equal(
    'videos that show the new results',
    films.length,
    after.filter((each) => each.recipe === recipe.externalId).length,
  );
  compare(plant, { before, after, reviewed });
  await thereAndBack(plant, id, before, after);
  return { recipe, timelines: after };
}

/** What was recognised in videos that nobody has reviewed, before and after. */
function compare(
  { journal }: Plant,
  { before, after, reviewed }: { before: readonly Timeline[]; after: readonly Timeline[]; reviewed: Reviewed },
): void {
  const share = (timelines: readonly Timeline[], counts: Parameters<typeof rightShare>[2]) => {
    const unseen = timelines.filter(({ film }) => !reviewed.names.has(film.name));
    return rightShare(unseen, FIRST_WORDS, counts);
  };
  const isFar = ({ cell }: Film) => cell.isFar;
  const isNear = ({ cell }: Film) => !cell.isFar;
  const isNovel = (_: Film, shown: string) => !REVIEWED.has(shown);
  journal.moreThan(
    'line 2, videos that nobody has reviewed: share of time that is right',
    share(before, isFar),
    share(after, isFar),
    percent,
  );
  journal.atLeast(
    'words without an example, in these videos: share that is right',
    share(before, isNovel) - MOST_LOST,
    share(after, isNovel),
    percent,
  );
  journal.say(
    `line 1, of which nothing was taught: ${percent(share(before, isNear))} → ${percent(share(after, isNear))}`,
  );
}

/** One step leads back to what was there, and one forward again. */
async function thereAndBack(plant: Plant, id: string, before: readonly Timeline[], after: readonly Timeline[]) {
  const { journal, people, nodeId } = plant;
  const read = async () => JSON.stringify(await readTimelines(people.engineer, nodeId, archiveOf(plant)));
  await change(plant, 'rollBackRecognition', id);
  const isBack = (await read()) === JSON.stringify(before);
  await change(plant, 'publishRecognition', id);
  const isForth = (await read()) === JSON.stringify(after);
  journal.check(
    'rolled back it is as before, published again as after',
    'the same',
    isBack && isForth ? 'the same' : 'not the same',
    isBack && isForth,
  );
}

async function change({ people }: Plant, mutation: 'publishRecognition' | 'rollBackRecognition', id: string) {
  await people.engineer.ask(
    `mutation ($id: ID!) { done: ${mutation}(id: $id) { publication { id } userErrors { code message } } }`,
    { id },
  );
}

async function embeddedCount({ people, libraryIds }: Plant, recipeId: string): Promise<number> {
  const { asked } = await people.engineer.ask<{ asked: { estimate: { embeddedCount: number } } }>(
    `query ($input: EstimateRecognitionInput!) { asked: estimateRecognition(input: $input) {
       estimate { embeddedCount } userErrors { code message } } }`,
    { input: { recipeId, libraryIds: Object.values(libraryIds) } },
  );
  return asked.estimate.embeddedCount;
}
