import { conformalSets, fitConformal, rowsForCoverage } from './conformal.ts';
import { takeRows } from './embedding.ts';
import { softmaxRows } from './probability.ts';
import type { TemperatureFold } from './validate-temperature.ts';

/** What conformal sets of held-out rows hold. Shares are 0 … 1. */
export interface SetFigures {
  readonly rowCount: number;
  /** Sets that hold the true concept. */
  readonly covered: number;
  readonly empty: number;
  readonly one: number;
  readonly many: number;
  /** Concepts in a set, on average. */
  readonly size: number;
}

interface KnownRows {
  /** `[n, conceptCount]` */
  readonly logits: Float32Array;
  readonly conceptCount: number;
  readonly truth: readonly number[];
  readonly videos: readonly string[];
}

/** A set, and whether it holds the true concept. */
interface MeasuredSet {
  readonly conceptIndex: number;
  readonly size: number;
  readonly isCovered: boolean;
}

/**
 * What conformal sets are worth: those of each fold's rows, by a rule that was fitted to all others.
 *
 * @param rows one, or few, of each video's parts
 * @param folds of all of the rows' videos, with temperatures that were fitted without them
 * @param coverage as of {@link fitConformal}
 * @returns of all rows; and, by the concept that is shown, of its rows, `null` where these are fewer than a coverage takes
 */
export function measureSets(
  rows: KnownRows,
  folds: readonly TemperatureFold[],
  coverage: number,
): { readonly sets: SetFigures; readonly conceptSets: readonly (SetFigures | null)[] } {
  const sets = folds.flatMap((fold) => setsOf(rows, fold, coverage));
  const conceptSets = Array.from({ length: rows.conceptCount }, (_, concept) => {
    const own = sets.filter(({ conceptIndex }) => conceptIndex === concept);
    return own.length < rowsForCoverage(coverage) ? null : figuresOf(own);
  });
  return { sets: figuresOf(sets), conceptSets };
}

function setsOf(rows: KnownRows, { videos, temperature }: TemperatureFold, coverage: number): MeasuredSet[] {
  const { conceptCount } = rows;
  const part = (isTested: boolean) => {
    const own = [...rows.truth.keys()].filter((row) => videos.has(rows.videos[row]) === isTested);
    const logits = takeRows(rows.logits, conceptCount, own);
    return { probabilities: softmaxRows(logits, conceptCount, temperature), truth: own.map((row) => rows.truth[row]) };
  };
  const [others, tested] = [part(false), part(true)];
  const rule = fitConformal(others.probabilities, conceptCount, others.truth, coverage);
  return conformalSets(tested.probabilities, rule).map((set, row) => {
    const conceptIndex = tested.truth[row];
    return { conceptIndex, size: set.length, isCovered: set.includes(conceptIndex) };
  });
}

function figuresOf(sets: readonly MeasuredSet[]): SetFigures {
  const share = (isCounted: (set: MeasuredSet) => boolean) => sets.filter(isCounted).length / sets.length;
  return {
    rowCount: sets.length,
    covered: share(({ isCovered }) => isCovered),
    empty: share(({ size }) => size === 0),
    one: share(({ size }) => size === 1),
    many: share(({ size }) => size > 1),
    size: sets.reduce((sum, { size }) => sum + size, 0) / sets.length,
  };
}
