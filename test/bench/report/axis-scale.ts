import type { Axis } from '../figure.ts';

/** How values become places on an axis. */
export interface Scale {
  /** 0 … 1 of what is shown. */
  readonly place: (value: number) => number;
  /** Values that lines and labels stand at, ascending. */
  readonly ticks: readonly number[];
}

/**
 * From the values that are to be seen. A linear axis begins at 0 where no value is below it; a logarithmic one begins and ends
 * at powers of ten.
 *
 * @throws {RangeError} where there is no value, or a logarithm has none
 */
export function scaleOf({ scale }: Axis, values: readonly number[]): Scale {
  if (values.length === 0) throw new RangeError('an axis needs values');
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return scale === 'log' ? logScale(least, most) : linearScale(Math.min(0, least), most);
}

function logScale(least: number, most: number): Scale {
  if (!(least > 0)) throw new RangeError(`a logarithmic axis has no place for ${least}`);
  const first = Math.floor(Math.log10(least));
  const last = Math.max(first + 1, Math.ceil(Math.log10(most)));
  // Between few powers of ten there is room for others.
  const steps = last - first > 2 ? [1] : [1, 2, 5];
  const powers = Array.from({ length: last - first }, (_, index) => 10 ** (first + index));
  const ticks = [...powers.flatMap((power) => steps.map((step) => step * power)), 10 ** last];
  return { place: (value) => (Math.log10(value) - first) / (last - first), ticks };
}

function linearScale(least: number, most: number): Scale {
  const step = roundStep((most - least || Math.abs(most) || 1) / 5);
  const [first, last] = [Math.floor(least / step), Math.max(Math.floor(least / step) + 1, Math.ceil(most / step))];
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { place: (value) => (value / step - first) / (last - first), ticks };
}

/** 1, 2 or 5 times a power of ten, not below. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return power * (wanted <= power ? 1 : wanted <= 2 * power ? 2 : wanted <= 5 * power ? 5 : 10);
}
