import { stripVTControlCharacters } from 'node:util';

export interface SuiteOptions {
  readonly seed: number;
  /** As little of it as still says something. */
  readonly isQuick: boolean;
}

/** What a suite has looked at, and what was wrong. */
export interface SuiteFindings {
  /** What was drawn by chance can be drawn again by it; `null` where the suite is the same each time. */
  readonly seed: number | null;
  /** By what was counted, in plural words. */
  readonly counts: Readonly<Record<string, number>>;
  /** The first lines of each failure. */
  readonly failures: readonly string[];
  /** What could not be tried here, and why. */
  readonly leftOut: readonly string[];
}

/** Something that breaks the product on purpose, and looks whether it keeps its promises. */
export interface Suite {
  readonly name: string;
  /** What is done, in a sentence. */
  readonly does: string;
  /** @throws what keeps the suite from being carried out; that counts as a failure */
  run(options: SuiteOptions): Promise<SuiteFindings>;
}

const LINES = 3;

/** The first lines of a text that say something, without colours. */
export function firstLines(text: string): string {
  const lines = stripVTControlCharacters(text).split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, LINES)
    .join(' | ');
}
