import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { foldText } from './fold-text.ts';

describe('foldText', () => {
  test.each([
    [' ﾄﾙｸﾚﾝﾁ Ａ１ ', 'とるくれんち a1'],
    ['とるくれんち a1', 'とるくれんち a1'],
    ['ﾎﾞﾙﾄ締付け', 'ぼると締付け'],
    ['ドライバー', 'どらいばー'],
    ['ヴァイス ヵヶ', 'ゔぁいす ゕゖ'],
    ['バヽヾ', 'ばゝゞ'],
    ['㌔', 'きろ'],
    ['か\u3099', 'が'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['\u3000', ''],
  ])('of %j is %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test('keeps what was folded', () => {
    const signs = fc.constantFrom(...'ｱァヾﾞガがーｰ締Ａａaé①㌔Σς \u3000');
    fc.assert(
      fc.property(fc.string({ unit: signs }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});
