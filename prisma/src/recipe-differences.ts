import { DECODE_DEFAULTS, fpsOf, windowSize } from '@actionary/inference/domain';
import type { WindowOptions } from '@actionary/inference/domain';
import type { Recipe } from '../generated/client.ts';

/** What a recipe pins; absent options have their defaults. */
interface PinnedContent extends Pick<Recipe, (typeof REFERENCES)[number][0] | 'sampling'> {
  /** JSON objects. */
  readonly window: unknown;
  readonly decode: unknown;
}

/** By what the contract calls them. */
const REFERENCES = [
  ['vocabularyVersionId', 'vocabularyVersionId'],
  ['promptSetVersionId', 'promptSetVersionId'],
  ['encoderDigest', 'encoderId'],
  ['adapterId', 'adapterId'],
  ['calibrationId', 'calibrationId'],
] as const;

/** In what a recipe differs from what is wanted of it, by the fields of the contract: `fps: 2, not 4`. */
export function recipeDifferences(recipe: PinnedContent, wanted: PinnedContent): string[] {
  const references = REFERENCES.flatMap(([field, name]) =>
    recipe[field] === wanted[field] ? [] : [`another ${name}`],
  );
  const isAsOften = recipe.sampling === wanted.sampling;
  const fps = isAsOften ? [] : [`fps: ${fpsOf(recipe.sampling)}, not ${fpsOf(wanted.sampling)}`];
  const [is, asked] = [optionsOf(recipe), optionsOf(wanted)];
  const options = (['window', 'decode'] as const).flatMap((name) =>
    optionDifferences(is[name], asked[name]).map((difference) => `${name}.${difference}`),
  );
  return [...references, ...fps, ...options];
}

/** With nothing left to a default: it is the same whether one is written out or not. */
function optionsOf({ window, decode }: PinnedContent) {
  return {
    window: windowSize({ ...(window as WindowOptions | null) }),
    decode: { ...DECODE_DEFAULTS, ...(decode as object | null) },
  };
}

function optionDifferences(given: object, wanted: object): string[] {
  const [one, other] = [valuesOf(given), valuesOf(wanted)];
  const names = [...new Set([...one.keys(), ...other.keys()])].toSorted();
  return names.flatMap((name) => {
    const [is, asked] = [told(one.get(name)), told(other.get(name))];
    return is === asked ? [] : [`${name}: ${is}, not ${asked}`];
  });
}

function valuesOf(options: object): Map<string, unknown> {
  return new Map(Object.entries(options));
}

function told(value: unknown): string {
  return value === undefined ? 'as usual' : JSON.stringify(value);
}
