import { foldText } from '@actionary/inference/domain';
import type { Concept, Texts } from './concept.ts';

export interface PastedConcept {
  readonly prefLabels: Texts;
  /** Another line, or a concept that is there already, has one of these labels. */
  readonly isKnown: boolean;
}

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** The head of a sheet that an export has written: `prefLabel@ja`, `id`. */
const HEAD = /^(pref|alt|hidden)?label(@[\w-]+)?$|^(id|notation)$/i;

/** Whether lines have cells behind the two labels; those are not read. */
export function hasMoreColumns(text: string): boolean {
  return text.split(/\r\n|\r|\n/).some((line) => line.split('\t').filter((cell) => cell.trim() !== '').length > 2);
}

/**
 * Lines as they come from a sheet: Japanese, tab, English. A single column is told apart by its script; a head is left
 * out.
 */
export function parsePastedLines(text: string, concepts: readonly Concept[]): PastedConcept[] {
  const known = new Set(concepts.flatMap(({ prefLabels }) => Object.entries(prefLabels).map(keyOf)));
  return text
    .split(/\r\n|\r|\n/)
    .filter((line, index) => index > 0 || !line.split('\t').every((cell) => HEAD.test(cell.trim())))
    .map(parseLine)
    .filter((prefLabels) => Object.keys(prefLabels).length > 0)
    .map((prefLabels) => {
      const keys = Object.entries(prefLabels).map(keyOf);
      const isKnown = keys.some((key) => known.has(key));
      for (const key of keys) known.add(key);
      return { prefLabels, isKnown };
    });
}

function parseLine(line: string): Texts {
  const [first = '', ...rest] = line.split('\t').map((cell) => cell.trim());
  const second = rest.find((cell) => cell !== '') ?? '';
  const isSwapped = second === '' ? !JAPANESE.test(first) : !JAPANESE.test(first) && JAPANESE.test(second);
  const [ja, en] = isSwapped ? [second, first] : [first, second];
  return { ...(ja ? { ja } : {}), ...(en ? { en } : {}) };
}

function keyOf([language, label]: [string, string]): string {
  return `${language}\n${foldText(label)}`;
}
