import { percent } from './journal.ts';
import { FPS } from './plan.ts';
import { archiveOf } from './plant.ts';
import type { Plant } from './plant.ts';
import type { Recipe } from './recipe.ts';
import { makeRecipe } from './recipe.ts';
import { readTimelines, tilesFilm } from './timelines.ts';
import type { Timeline } from './timelines.ts';
import { FIRST_WORDS, rightShare } from './truth.ts';
import type { Words } from './words.ts';

/** What near cameras have to reach with nothing taught; far ones are what the evening is about. */
const LEAST_NEAR = 0.75;

interface Run {
  readonly id: string;
  readonly state: string;
  readonly progress: number;
  readonly succeededCount: number;
  readonly failedCount: number;
}

/** Recognises all stations' videos under a recipe, out of sight where there are results already. @returns its id */
export async function runRecognition({ people, journal, libraryIds }: Plant, { id: recipeId }: Recipe): Promise<Run> {
  const startedAt = performance.now();
  const { started } = await people.engineer.ask<{ started: { recognition: { id: string } } }>(
    `mutation ($input: StartRecognitionInput!) {
       started: startRecognition(input: $input) { recognition { id } userErrors { code message } } }`,
    { input: { recipeId, libraryIds: Object.values(libraryIds) } },
  );
  const fields = 'id state progress succeededCount failedCount';
  const run = await people.engineer.ended<Run>('Recognition', started.recognition.id, fields, ({ progress }) =>
    journal.progress('recognising', progress),
  );
  const tookS = (performance.now() - startedAt) / 1000;
  journal.say(`${run.succeededCount} videos in ${tookS.toFixed(1)} s`);
  return run;
}

export interface Recognised {
  readonly recipe: Recipe;
  readonly timelines: readonly Timeline[];
}

/** Makes the first recipe and recognises the evening with it, as the encoder comes along. */
export async function recognise(plant: Plant, words: Words): Promise<Recognised> {
  const { journal, people, nodeId } = plant;
  const films = archiveOf(plant);
  const recipe = await makeRecipe(plant, words, { externalId: 'evening-1' });
  const run = await runRecognition(plant, recipe);
  journal.equal('videos that were recognised', films.length, run.succeededCount);
  const timelines = await readTimelines(people.engineer, nodeId, films);
  const whole = timelines.filter((timeline) => tilesFilm(timeline, 1000 / FPS));
  journal.equal('timelines without a gap, from the first to the last frame', films.length, whole.length);
  const share = (isFar: boolean) => rightShare(timelines, FIRST_WORDS, ({ cell }) => cell.isFar === isFar);
  journal.atLeast('line 1, near cameras: share of time that is right', LEAST_NEAR, share(false), percent);
  journal.say(`line 2, far cameras: ${percent(share(true))} of the time is right; that is what people will teach`);
  return { recipe, timelines };
}
