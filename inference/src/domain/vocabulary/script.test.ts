import { expect, test } from '@jest/globals';
import { hasJapaneseScript, isAbbreviation, isBlankText, isEnglishTag, isJapaneseTag } from './script.ts';

test.each([
  ['ねじ', true],
  ['ﾈｼﾞ', true],
  ['tighten 締める', true],
  ['〆る', true],
  ['〆', true],
  ['Ｍ６', false],
  ['tighten – “x”', false],
  ['', false],
])('hasJapaneseScript of %j is %j', (text, expected) => {
  expect(hasJapaneseScript(text)).toBe(expected);
});

test.each([
  ['', true],
  [' \u3000\t\u200b', true],
  ['（－）', true],
  ['ー', true],
  ['−', true],
  ['…/…', true],
  ['・', true],
  ['a.', false],
  ['5', false],
  ['○', false],
  ['👍', false],
  ['ドアー', false],
])('isBlankText of %j is %j', (text, expected) => {
  expect(isBlankText(text)).toBe(expected);
});

test.each([
  ['LED', true],
  ['ＱＲ', true],
  ['5S', true],
  ['M6×10 mm', true],
  ['IoT', true],
  ['Wi-Fi', true],
  ['USB/PCB', true],
  ['10', true],
  ['Cut', false],
  ['tighten', false],
  ['TIGHTEN', false],
  ['QR code', false],
  ['조립', false],
])('isAbbreviation of %j is %j', (text, expected) => {
  expect(isAbbreviation(text)).toBe(expected);
});

test.each([
  ['en', true, false],
  ['en-GB', true, false],
  ['enm', false, false],
  ['ja', false, true],
  ['ja-JP', false, true],
  ['ja-Hira', false, true],
  ['ja-Latn', false, false],
  ['und', false, false],
])('tag %s: English %j, Japanese script %j', (tag, english, japanese) => {
  expect(isEnglishTag(tag)).toBe(english);
  expect(isJapaneseTag(tag)).toBe(japanese);
});
