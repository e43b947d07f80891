export interface PlotAxis {
  /** What is counted or measured, with its unit. */
  readonly label: string;
  /** On a logarithmic one, whose values are > 0, equal ratios are equally far apart; default: linear. */
  readonly scale?: 'linear' | 'log';
  /** Where it begins; default: a round value at or below the least. */
  readonly from?: number;
  /** Where it ends; default: a round value at or above the greatest. */
  readonly to?: number;
  /** Where to write numbers; default: a few round ones. */
  readonly ticks?: readonly number[];
}

/** How values become places on an axis. */
export interface Scale {
  /** 0 … 1 of what is shown; what lies outside is at the edge. */
  readonly place: (value: number) => number;
  /** Values that lines and labels stand at, ascending. */
  readonly ticks: readonly number[];
}

/**
 * From the values that are to be seen. A logarithmic axis begins and ends at powers of ten where nothing else is said.
 *
 * @throws {RangeError} where there is no value, or a logarithm has none
 */
export function scaleOf(axis: PlotAxis, values: readonly number[]): Scale {
  if (values.length === 0) throw new RangeError('an axis needs values');
  const least = axis.from ?? Math.min(...values);
  const most = axis.to ?? Math.max(...values);
  return axis.scale === 'log' ? logScale(axis, least, most) : linearScale(axis, least, most);
}

function logScale(axis: PlotAxis, least: number, most: number): Scale {
  if (!(least > 0)) throw new RangeError(`a logarithmic axis has no place for ${least}`);
  const first = Math.floor(Math.log10(least));
  const last = Math.max(first + 1, Math.ceil(Math.log10(most)));
  // Between few powers of ten there is room for others.
  const steps = last - first > 2 ? [1] : [1, 2, 5];
  const powers = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
  const [from, to] = [axis.from ?? 10 ** first, axis.to ?? 10 ** last];
  const ticks = powers.flatMap((power) => steps.map((step) => step * power));
  return between(Math.log10, from, to, axis.ticks ?? ticks);
}

function linearScale(axis: PlotAxis, least: number, most: number): Scale {
  const step = roundStep((most - least || Math.abs(most) || 1) / 5);
  const first = Math.floor(least / step);
  const last = Math.max(first + 1, Math.ceil(most / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return between((value) => value, axis.from ?? ticks[0]!, axis.to ?? ticks.at(-1)!, axis.ticks ?? ticks);
}

function between(measure: (value: number) => number, from: number, to: number, ticks: readonly number[]): Scale {
  const [start, end] = [measure(from), measure(to)];
  const place = (value: number) => Math.min(1, Math.max(0, (measure(value) - start) / (end - start)));
  return { place, ticks: ticks.filter((tick) => tick >= from && tick <= to) };
}

/** 1, 2 or 5 times a power of ten, not below. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return power * (wanted <= power ? 1 : wanted <= 2 * power ? 2 : wanted <= 5 * power ? 5 : 10);
}
