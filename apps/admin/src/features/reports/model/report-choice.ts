import type { AllowanceMethod } from '@actionary/inference/domain';
import type { WorkFilter } from '../../../../generated/graphql.ts';

/** The pages of a report. */
export const VIEWS = [
  'elements',
  'cycles',
  'yamazumi',
  'timeline',
  'pareto',
  'values',
  'comparison',
  'standard',
  'combination',
] as const;
export type View = (typeof VIEWS)[number];

/** What a Yamazumi has a bar for. */
export const BARS = ['stations', 'videos', 'operators'] as const;

export type TimeUnit = 'seconds' | 'minutes';

/** Videos of a report. */
export interface Scope {
  readonly stationId: string | null;
  /** None: of all libraries. */
  readonly libraryIds: readonly string[];
  /** First and last day of recording in the browser's own zone, `2026-11-20`. */
  readonly from: string | null;
  readonly until: string | null;
}

/** Everything that a report depends on, as addresses hold it. */
export interface ReportChoice extends Scope {
  readonly view: View;
  /** Null: the recipe used last. */
  readonly recipeId: string | null;
  /** In the vocabulary's hierarchy, 1 being the top; null: as recognised. */
  readonly level: number | null;
  /** What begins a cycle; null: what is proposed. */
  readonly startId: string | null;
  readonly taktMs: number | null;
  readonly unit: TimeUnit;
  readonly colors: 'concept' | 'value';
  /** Null: stations or videos, whichever there are several of. */
  readonly bars: (typeof BARS)[number] | null;
  /** What a comparison begins from. */
  readonly before: Scope;
  /** Pace of what was seen; 1: as it should be. */
  readonly rating: number;
  /** 0 … 1 */
  readonly allowance: number;
  readonly method: AllowanceMethod;
  /** The value class whose elements are shown; `none`: of those without one; null: none is. */
  readonly valueClass: string | null;
  /** The element whose occurrences are shown; `unknown`, or null: none. */
  readonly elementId: string | null;
  /** The cycle of the combination chart: its place among the longest. */
  readonly cycleIndex: number;
}

/** What an address says; what it cannot mean is left out. */
export function choiceIn(parameters: Pick<URLSearchParams, 'get'>): ReportChoice {
  const named = <T extends string>(name: string, values: readonly T[]): T =>
    values.find((value) => value === parameters.get(name)) ?? values[0]!;
  const number = (name: string, low: number, high: number): number | null => {
    const text = parameters.get(name);
    const value = text === null || text === '' ? Number.NaN : Number(text);
    return value >= low && value <= high ? value : null;
  };
  const level = number('level', 1, 100);
  const takt = number('takt', 0.01, 1e6);
  return {
    ...scopeIn(parameters, ''),
    view: named('view', VIEWS),
    recipeId: parameters.get('recipe'),
    level: level === null ? null : Math.floor(level),
    startId: parameters.get('start'),
    taktMs: takt === null ? null : Math.round(takt * 1000),
    unit: named('unit', ['seconds', 'minutes']),
    colors: named('colors', ['concept', 'value']),
    bars: BARS.find((value) => value === parameters.get('bars')) ?? null,
    before: scopeIn(parameters, 'before-'),
    rating: (number('rating', 1, 300) ?? 100) / 100,
    allowance: (number('allowance', 0, 99) ?? 10) / 100,
    method: named('method', ['outer', 'inner']),
    valueClass: parameters.get('class'),
    elementId: parameters.get('element'),
    cycleIndex: Math.floor(number('cycle', 1, 500) ?? 1) - 1,
  };
}

/** @param prefix of the names in the address */
function scopeIn(parameters: Pick<URLSearchParams, 'get'>, prefix: string): Scope {
  const libraries = parameters.get(`${prefix}libraries`) ?? '';
  return {
    stationId: parameters.get(`${prefix}station`),
    libraryIds: libraries.split(',').filter((id) => id !== ''),
    from: dayOf(parameters.get(`${prefix}from`)),
    until: dayOf(parameters.get(`${prefix}until`)),
  };
}

const dayOf = (text: string | null) => (startOf(text, 0) === null ? null : text);

/** The videos that a scope lets through; its last day is one of them. */
export function filterOf({ stationId, libraryIds, from, until }: Scope): WorkFilter {
  return {
    equipmentNodeId: stationId,
    libraryIds: libraryIds.length > 0 ? [...libraryIds] : null,
    recordedFrom: startOf(from, 0),
    recordedBefore: startOf(until, 1),
  };
}

/** When a day begins, or another one after it. @param day `2026-11-20` */
function startOf(day: string | null, later: number): string | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  if (!parts) return null;
  const [year, month, date] = parts.slice(1).map(Number);
  const start = new Date(year!, month! - 1, date! + later);
  return Number.isNaN(start.getTime()) ? null : start.toISOString();
}

/** Whether a scope leaves anything out. */
export function isNarrowed(scope: Scope): boolean {
  return Object.values(filterOf(scope)).some((condition) => condition !== null);
}
