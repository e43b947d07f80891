import { expect, test } from '@jest/globals';
import { gainWords } from './gain-words.ts';

test('gainWords tells how many of a hundred spans more are right, and between which numbers that is certain', () => {
  expect(gainWords({ value: 0.08, low: 0.031, high: 0.124 })).toEqual({
    direction: 'more',
    count: 8,
    certainty: 'sure',
    from: 3,
    to: 12,
  });
});

test('gainWords tells of a loss in numbers without a sign, the smaller one first', () => {
  expect(gainWords({ value: -0.05, low: -0.09, high: -0.01 })).toEqual({
    direction: 'fewer',
    count: 5,
    certainty: 'sure',
    from: 1,
    to: 9,
  });
});

test('gainWords is unsure where the interval reaches zero', () => {
  expect(gainWords({ value: 0.04, low: 0, high: 0.1 })).toMatchObject({ direction: 'more', certainty: 'unsure' });
  expect(gainWords({ value: -0.04, low: -0.1, high: 0.02 })).toMatchObject({ certainty: 'unsure', from: -10, to: 2 });
});

test('gainWords calls what rounds to nothing the same', () => {
  const words = gainWords({ value: -0.004, low: -0.004, high: -0.001 });
  expect(words).toEqual({ direction: 'same', count: 0, certainty: 'unsure', from: 0, to: 0 });
  expect(Object.is(words.to, 0)).toBe(true);
});

test('gainWords is exact where the interval has no width', () => {
  expect(gainWords({ value: 0, low: 0, high: 0 })).toMatchObject({ direction: 'same', certainty: 'exact' });
});

test('gainWords knows no interval of one video', () => {
  expect(gainWords({ value: 0.2, low: null, high: null })).toMatchObject({ count: 20, certainty: 'unknown' });
});
