import { MERGED, SPLIT } from './change-words.ts';
import { percent } from './journal.ts';
import type { Film } from './plan.ts';
import { archiveOf } from './plant.ts';
import type { Plant } from './plant.ts';
import { makeRecipe } from './recipe.ts';
import { runRecognition } from './recognise.ts';
import type { Recognised } from './recognise.ts';
import { readTimelines } from './timelines.ts';
import { CHANGED_WORDS, FIRST_WORDS, rightShare } from './truth.ts';
import type { Words } from './words.ts';

const TOUCHED: ReadonlySet<string> = new Set([MERGED.gone, MERGED.stays, SPLIT.gone, ...SPLIT.into]);
/** Of time that has nothing to do with the changed words, what may be labelled otherwise: edges beside them move a little. */
const MOST_ELSEWHERE = 0.01;

/** Scores everything by the changed words, from the embeddings that are there. @param before as it was recognised, and what it counted as then */
export async function scoreChangedWords(
  plant: Plant,
  words: Words,
  { recipe: previous, timelines: before }: Recognised,
  adapterId: string,
): Promise<Recognised> {
  const { journal, people, nodeId } = plant;
  const films = archiveOf(plant);
  const recipe = await makeRecipe(plant, words, { externalId: 'evening-3', succeedsId: previous.id, adapterId });
  const { id, succeededCount } = await runRecognition(plant, recipe);
  journal.equal('videos that were re-scored', films.length, succeededCount);
  await compare(plant, id);
  const after = await readTimelines(people.engineer, nodeId, films);
  const isTouched = (_: Film, shown: string) => TOUCHED.has(shown);
  journal.moreThan(
    'the changed words: share of their time that is right, more than by those of before',
    rightShare(before, FIRST_WORDS, isTouched),
    rightShare(after, CHANGED_WORDS, isTouched),
    percent,
  );
  journal.moreThan(
    'everything: share of time that is right, more than by the words of before',
    rightShare(before, FIRST_WORDS),
    rightShare(after, CHANGED_WORDS),
    percent,
  );
  return { recipe, timelines: after };
}

interface Comparison {
  readonly comparedMs: number;
  readonly changedMs: number;
  readonly concepts: readonly {
    readonly conceptId: string | null;
    readonly concept: { readonly externalId: string } | null;
  }[];
  readonly swaps: readonly {
    readonly beforeId: string | null;
    readonly afterId: string | null;
    readonly durationMs: number;
  }[];
}

/** What the product says is different: the changed words, and next to nothing else. */
async function compare({ people, journal }: Plant, id: string): Promise<void> {
  const { compared } = await people.engineer.ask<{ compared: Comparison }>(
    `query ($id: ID!) { compared: compareRecognition(id: $id) { comparedMs changedMs
       concepts { conceptId concept { externalId } } swaps(first: 200) { beforeId afterId durationMs } } }`,
    { id },
  );
  const { comparedMs, changedMs, concepts, swaps } = compared;
  const touchedIds = new Set(
    concepts.filter(({ concept }) => concept && TOUCHED.has(concept.externalId)).map(({ conceptId }) => conceptId),
  );
  const elsewhereMs = swaps
    .filter(({ beforeId, afterId }) => !touchedIds.has(beforeId) && !touchedIds.has(afterId))
    .reduce((sum, { durationMs }) => sum + durationMs, 0);
  journal.say(`${percent(changedMs / comparedMs)} of the time is labelled otherwise`);
  journal.atMost(
    'of all time, labelled otherwise though it has nothing to do with the changed words',
    MOST_ELSEWHERE,
    elsewhereMs / comparedMs,
    percent,
  );
}
