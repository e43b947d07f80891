import { expect, test } from '@jest/globals';
import { shiftWords } from './shift-words.ts';

const shift = (shiftMs: number, pValue: number, count = 30) => ({
  before: { count: 30 },
  after: { count },
  shiftMs,
  pValue,
});

test('shiftWords tells a real difference from chance', () => {
  expect(shiftWords(shift(-1800, 0.001))).toEqual({ direction: 'faster', certainty: 'real' });
  expect(shiftWords(shift(1800, 0.2))).toEqual({ direction: 'slower', certainty: 'chance' });
  expect(shiftWords(shift(0.2, 1))).toEqual({ direction: 'same', certainty: 'chance' });
});

test('shiftWords does not conclude from few times', () => {
  expect(shiftWords(shift(-1800, 0.001, 9)).certainty).toBe('few');
  expect(shiftWords(shift(-1800, 0.001, 10)).certainty).toBe('real');
});
