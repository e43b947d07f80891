import { lineBalance } from '@actionary/inference/domain';
import type { LineBalance } from '@actionary/inference/domain';
import type {
  ReportCycleElementFragment,
  ReportCycleFragment,
  ReportWorkFragment,
} from '../../../../generated/graphql.ts';
import type { Report } from '../api/use-report.ts';

/** A station's, or a video's, cycles. */
export interface Worked {
  readonly id: string;
  readonly name: string;
  readonly cycles: ReportWorkFragment | null;
  /** By what begins its own most even cycles. */
  readonly ownCycles: ReportWorkFragment | null;
}

/** A mean cycle, to be stacked from its elements. */
export interface StackedBar {
  readonly id: string;
  readonly name: string;
  readonly cycleCount: number;
  readonly meanMs: number;
  /** From the bottom to the top, in the order in which they come. */
  readonly elements: readonly ReportCycleElementFragment[];
}

/** One bar: the mean cycle of a station. */
export interface YamazumiBar extends StackedBar {
  /** The longest cycle. */
  readonly worst: ReportCycleFragment;
  /** The shortest one that is no outlier. */
  readonly best: ReportCycleFragment;
}

export interface Yamazumi {
  readonly bars: readonly YamazumiBar[];
  /** Names of those without a whole cycle. */
  readonly without: readonly string[];
  /** Null without a bar. */
  readonly balance: LineBalance | null;
}

/**
 * Stations with the chosen beginning have cycles from there; the others, which do other work, have those of their own.
 * @param taktMs null: none is known
 */
export function yamazumi(worked: readonly Worked[], taktMs: number | null): Yamazumi {
  const bars = worked.flatMap(({ id, name, cycles, ownCycles }) => {
    const found = cycles ?? ownCycles;
    const [worst] = found?.cycles ?? [];
    if (!found || !worst) return [];
    const { times, elements, best } = found;
    return [{ id, name, cycleCount: times.count, meanMs: times.meanMs, elements, worst, best }];
  });
  const shown = new Set(bars.map(({ id }) => id));
  return {
    bars,
    without: worked.filter(({ id }) => !shown.has(id)).map(({ name }) => name),
    balance:
      bars.length === 0
        ? null
        : lineBalance(
            bars.map(({ meanMs }) => meanMs),
            taktMs,
          ),
  };
}

/** Operators' bars, in the order in which the report has them: that of the pseudonyms. */
export function operatorBars(operators: NonNullable<Report['operators']>) {
  const all = operators.map(({ operator: { id, pseudonym }, ...work }) => ({ ...work, id, name: pseudonym }));
  const bars = all.flatMap(({ meanMs, ...bar }): StackedBar[] => (meanMs === null ? [] : [{ ...bar, meanMs }]));
  return { bars, without: all.filter(({ meanMs }) => meanMs === null).map(({ name }) => name) };
}

/** The name of a place without what all of these have in common. @param paths from the root */
export function shortNames(paths: readonly (readonly string[])[]): string[] {
  const [first = []] = paths;
  const differing = first.findIndex((name, index) => paths.some((path) => path[index] !== name));
  const shared = differing < 0 ? Math.min(...paths.map(({ length }) => length)) : differing;
  return paths.map((path) => path.slice(Math.min(shared, path.length - 1)).join(' ▸ '));
}
