import { expect, test } from '@jest/globals';
import { foldText } from './fold-text.ts';

test('foldText makes width, case and kana one', () => {
  expect(foldText(' ﾄﾙｸﾚﾝﾁ Ａ１ ')).toBe('とるくれんち a1');
  expect(foldText('とるくれんち a1')).toBe('とるくれんち a1');
});

test('foldText joins half-width voiced marks to their kana, and leaves kanji and long marks', () => {
  expect(foldText('ﾎﾞﾙﾄ締付け')).toBe('ぼると締付け');
  expect(foldText('ドライバー')).toBe('どらいばー');
});
