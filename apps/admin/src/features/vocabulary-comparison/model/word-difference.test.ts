import { expect, test } from '@jest/globals';
import { wordDifference } from './word-difference.ts';
import type { TextPart } from './word-difference.ts';

/** `same[different]` */
const marked = (parts: readonly TextPart[]) => parts.map(({ text, isSame }) => (isSame ? text : `[${text}]`)).join('');

test('wordDifference marks the words that differ', () => {
  const { before, after } = wordDifference('a person tightens a bolt', 'a worker tightens the bolt', 'en');
  expect([marked(before), marked(after)]).toEqual(['a [person] tightens [a] bolt', 'a [worker] tightens [the] bolt']);
});

test('wordDifference finds words where there are no spaces', () => {
  const { before, after } = wordDifference('部品を箱に置く', '製品を箱に置く');
  expect([marked(before), marked(after)]).toEqual(['[部品]を箱に置く', '[製品]を箱に置く']);
});

test('wordDifference keeps every letter of both texts', () => {
  const [from, to] = ['締付け\nボルトを締める', 'ボルトを 締める\n締付け作業'];
  const { before, after } = wordDifference(from, to);
  const textOf = (parts: readonly TextPart[]) => parts.map(({ text }) => text).join('');
  const sameOf = (parts: readonly TextPart[]) =>
    parts
      .filter(({ isSame }) => isSame)
      .map(({ text }) => text)
      .join('');
  expect([textOf(before), textOf(after)]).toEqual([from, to]);
  expect(sameOf(before)).toBe(sameOf(after));
});

test('wordDifference of very long texts takes them as a whole', () => {
  const [from, to] = ['a '.repeat(600), 'b '.repeat(600)];
  expect(wordDifference(from, to, 'en').before).toEqual([{ text: from, isSame: false }]);
  expect(wordDifference('', '').before).toEqual([]);
});
