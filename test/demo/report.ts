import { percent, seconds } from './journal.ts';
import { CELLS } from './plan.ts';
import type { Cell, Film } from './plan.ts';
import { archiveOf } from './plant.ts';
import type { Plant } from './plant.ts';
import type { Recipe } from './recipe.ts';
import { CHANGED_WORDS } from './truth.ts';
import type { Words } from './words.ts';

/** Of a station's time, what may be counted as another element than it was, edges included. */
const MOST_WRONG = 0.1;
/** How far a station's mean cycle may be from what was filmed. */
const MOST_CYCLE_MS = 500;
/** Of whole cycles that were filmed, how many have to be found. */
const LEAST_CYCLES = 0.9;

interface Report {
  readonly totalMs: number;
  readonly elements: readonly {
    readonly concept: { readonly externalId: string } | null;
    readonly times: { readonly totalMs: number };
  }[];
  readonly cycles: { readonly times: { readonly count: number; readonly meanMs: number } } | null;
}

/** Compares what each station's report says with what was filmed there. */
export async function report(plant: Plant, words: Words, recipe: Recipe): Promise<void> {
  for (const cell of CELLS) {
    const films = archiveOf(plant).filter((film) => film.cell === cell);
    compare(plant, cell, {
      films,
      told: await read(plant, recipe, { cell, startConceptId: words.conceptIds.get(films[0]!.truth[0]!.conceptId)! }),
    });
  }
}

async function read(
  { people }: Plant,
  recipe: Recipe,
  { cell, startConceptId }: { readonly cell: Cell; readonly startConceptId: string },
): Promise<Report> {
  const { workReport } = await people.engineer.ask<{ workReport: Report }>(
    `query ($recipe: String!, $cell: String!, $startConceptId: ID) { workReport(recipeExternalId: $recipe, filter: { equipmentExternalId: $cell }) {
       totalMs elements { concept { externalId } times { totalMs } }
       cycles(startConceptId: $startConceptId) { times { count meanMs } } } }`,
    { recipe: recipe.externalId, cell: cell.externalId, startConceptId },
  );
  return workReport;
}

function compare({ journal }: Plant, cell: Cell, { films, told }: { films: readonly Film[]; told: Report }) {
  const wanted = new Map<string, number>();
  for (const film of films)
    for (const { startMs, endMs, conceptId } of film.truth) {
      const [word = ''] = CHANGED_WORDS(film, conceptId);
      wanted.set(word, (wanted.get(word) ?? 0) + endMs - startMs);
    }
  const filmedMs = films.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const found = new Map(told.elements.map(({ concept, times }) => [concept?.externalId ?? '', times.totalMs]));
  // What is too much in one element is missing in another one.
  const missingMs = [...wanted].reduce((sum, [word, ms]) => sum + Math.max(0, ms - (found.get(word) ?? 0)), 0);
  journal.atMost(
    `${cell.name}: element times, share that is counted elsewhere`,
    MOST_WRONG,
    missingMs / filmedMs,
    percent,
  );
  const cycleMs = films.map(({ truth }) => truth[truth.length / 2]!.startMs);
  const meanMs = cycleMs.reduce((sum, ms) => sum + ms, 0) / cycleMs.length;
  const { count = 0, meanMs: toldMs = 0 } = told.cycles?.times ?? {};
  journal.check(
    `${cell.name}: mean cycle`,
    `${seconds(meanMs)} ± ${seconds(MOST_CYCLE_MS)}`,
    seconds(toldMs),
    Math.abs(toldMs - meanMs) <= MOST_CYCLE_MS,
  );
  journal.atLeast(
    `${cell.name}: whole cycles that were found, of ${films.length}`,
    Math.ceil(LEAST_CYCLES * films.length),
    count,
  );
}
