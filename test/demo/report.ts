import { percent, seconds } from './journal.ts';
import type { Journal } from './journal.ts';
import { CELLS } from './plan.ts';
import type { Cell, Film } from './plan.ts';
import { archiveOf } from './plant.ts';
import type { Plant } from './plant.ts';
import type { Recipe } from './recipe.ts';
import { CHANGED_WORDS } from './truth.ts';

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
  readonly cycles: {
    readonly startConcept: { readonly externalId: string };
    readonly times: { readonly count: number; readonly medianMs: number };
  } | null;
}

/** Compares what each station's report says with what was filmed there. */
export async function report(plant: Plant, recipe: Recipe): Promise<void> {
  for (const cell of CELLS) {
    const films = archiveOf(plant).filter((film) => film.cell === cell);
    compare(plant, cell, { films, told: await read(plant, recipe, cell) });
  }
}

async function read({ people }: Plant, recipe: Recipe, cell: Cell): Promise<Report> {
  const { workReport } = await people.engineer.ask<{ workReport: Report }>(
    `query ($recipe: String!, $cell: String!) {
       workReport(recipeExternalId: $recipe, filter: { equipmentExternalId: $cell }) {
         totalMs elements { concept { externalId } times { totalMs } }
         cycles { startConcept { externalId } times { count medianMs } } } }`,
    { recipe: recipe.externalId, cell: cell.externalId },
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
  compareCycles(journal, cell, { films, told });
}

/** Cycles begin where the report finds them most even; in each film there is one whole cycle, wherever it begins. */
function compareCycles(
  journal: Journal,
  { name }: Cell,
  { films, told }: { readonly films: readonly Film[]; readonly told: Report },
): void {
  if (!told.cycles) throw new Error(`${name}: there are no cycles`);
  const { startConcept, times } = told.cycles;
  const filmedMs = medianOf(films.map((film) => cycleMs(film, startConcept.externalId)));
  journal.check(
    `${name}: typical cycle (median), from one ${startConcept.externalId} to the next`,
    `${seconds(filmedMs)} ± ${seconds(MOST_CYCLE_MS)}`,
    seconds(times.medianMs),
    Math.abs(times.medianMs - filmedMs) <= MOST_CYCLE_MS,
  );
  const most = Math.max(1, Math.floor(MOST_CYCLES_OFF * films.length));
  journal.check(
    `${name}: whole cycles`,
    `${films.length} ± ${most}`,
    String(times.count),
    Math.abs(times.count - films.length) <= most,
  );
}

/** From where a film first shows what a word stands for to where it does again. */
function cycleMs(film: Film, word: string): number {
  const [first, second] = film.truth.filter(({ conceptId }) => CHANGED_WORDS(film, conceptId).includes(word));
  if (!first || !second) throw new Error(`${film.name} does not show ${word} twice`);
  return second.startMs - first.startMs;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}
