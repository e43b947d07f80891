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
/** How far a station's typical cycle may be from what was filmed. */
const MOST_CYCLE_MS = 500;
/** Each film has one whole cycle; by what share of these more or fewer may be found. */
const MOST_CYCLES_OFF = 0.1;

interface Report {
  readonly totalMs: number;
  readonly elements: readonly {
    readonly concept: { readonly externalId: string } | null;
    readonly times: { readonly totalMs: number };
  }[];
  readonly cycles: { readonly times: { readonly count: number; readonly medianMs: number } } | null;
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
       cycles(startConceptId: $startConceptId) { times { count medianMs } } } }`,
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
  const filmedCycleMs = medianOf(films.map(({ truth }) => truth[truth.length / 2]!.startMs));
  const { count = 0, medianMs = 0 } = told.cycles?.times ?? {};
  journal.check(
    `${cell.name}: typical cycle (median)`,
    `${seconds(filmedCycleMs)} ± ${seconds(MOST_CYCLE_MS)}`,
    seconds(medianMs),
    Math.abs(medianMs - filmedCycleMs) <= MOST_CYCLE_MS,
  );
  const most = Math.max(1, Math.floor(MOST_CYCLES_OFF * films.length));
  journal.check(
    `${cell.name}: whole cycles`,
    `${films.length} ± ${most}`,
    String(count),
    Math.abs(count - films.length) <= most,
  );
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}
