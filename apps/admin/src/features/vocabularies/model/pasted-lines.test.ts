import { expect, test } from '@jest/globals';
import { EMPTY_CONCEPT } from './concept.ts';
import { hasMoreColumns, parsePastedLines } from './pasted-lines.ts';

test('parsePastedLines reads Japanese, tab, English, in either order, or one of them', () => {
  expect(
    parsePastedLines('締付け\tTighten\r\nInspect\t検査\n\nWipe\n運ぶ\t\n', []).map((line) => line.prefLabels),
  ).toEqual([{ ja: '締付け', en: 'Tighten' }, { ja: '検査', en: 'Inspect' }, { en: 'Wipe' }, { ja: '運ぶ' }]);
});

test('parsePastedLines marks what is there already, whatever its width or case', () => {
  const concepts = [{ ...EMPTY_CONCEPT, id: 'a', prefLabels: { ja: 'ボルト', en: 'Bolt' } }];
  const isKnown = (text: string) => parsePastedLines(text, concepts).map((line) => line.isKnown);
  expect(isKnown('ﾎﾞﾙﾄ\nBOLT\nnut\nNut')).toEqual([true, true, false, true]);
});

test('parsePastedLines leaves out the head of a sheet, and only there', () => {
  const labels = parsePastedLines('prefLabel@ja\tprefLabel@en\n締付け\tTighten\nlabel\tLabel', []);
  expect(labels.map(({ prefLabels }) => Object.values(prefLabels)[0])).toEqual(['締付け', 'label']);
});

test('hasMoreColumns sees cells that would be lost', () => {
  expect(hasMoreColumns('締付け\tTighten\t')).toBe(false);
  expect(hasMoreColumns('締付け\tTighten\tしめつけ')).toBe(true);
});
