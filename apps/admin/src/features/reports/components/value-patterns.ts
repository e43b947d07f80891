import { UNKNOWN_COLOR } from '../../../lib/concept-colors.ts';
import { isValueClass } from '../model/value-class.ts';
import type { ValueClass } from '../model/value-class.ts';

/** Surface, and the lines and dots on it in a square of 8: told apart without colour, too. */
const PATTERNS: Readonly<Record<ValueClass | 'none' | 'unknown', readonly [surface: string, marks: string]>> = {
  net: ['#2b8a3e', ''],
  incidental: ['#f0a020', '<path d="M-2 10 10-2M-2 2 2-2M6 10l4-4" stroke="#ffe3ad" stroke-width="2"/>'],
  allowance: ['#6b87a8', '<circle cx="2" cy="2" r="1.2" fill="#fff"/><circle cx="6" cy="6" r="1.2" fill="#fff"/>'],
  waste: ['#d03f3f', '<path d="M0 0 8 8M8 0 0 8" stroke="#fff" stroke-opacity="0.65" stroke-width="1"/>'],
  none: ['#ced4da', ''],
  unknown: ['#ffffff', `<path d="M-2 10 10-2M-2 2 2-2M6 10l4-4" stroke="${UNKNOWN_COLOR}" stroke-width="2.5"/>`],
};

export type PatternName = keyof typeof PATTERNS;
const NAMES = Object.keys(PATTERNS) as PatternName[];

const idOf = (name: PatternName) => `report-pattern-${name}`;

/** A fill for SVG, see {@link PATTERN_DEFINITIONS}. */
export const patternFill = (name: PatternName) => `url(#${idOf(name)})`;

export function patternOf(valueClass: string | null): PatternName {
  return isValueClass(valueClass) ? valueClass : 'none';
}

/** The patterns, to be put into an SVG of the same document, or of the same file. */
export const PATTERN_DEFINITIONS = `<defs>${NAMES.map((name) => {
  const [surface, marks] = PATTERNS[name];
  return `<pattern id="${idOf(name)}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="${surface}"/>${marks}</pattern>`;
}).join('')}</defs>`;
