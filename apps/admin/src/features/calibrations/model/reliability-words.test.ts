import { expect, test } from '@jest/globals';
import { fullestBin, reliabilityWords } from './reliability-words.ts';

const figures = { ece: 0, bins: [] };

test('reliabilityWords tells of a hundred findings, and which way probabilities err', () => {
  expect(reliabilityWords({ ...figures, probability: 0.968, accuracy: 0.681 })).toEqual({
    said: 97,
    right: 68,
    tendency: 'tooSure',
  });
  expect(reliabilityWords({ ...figures, probability: 0.6, accuracy: 0.65 }).tendency).toBe('tooUnsure');
  expect(reliabilityWords({ ...figures, probability: 0.64, accuracy: 0.68 }).tendency).toBe('fair');
});

test('fullestBin is the first of those with most findings', () => {
  const bin = (count: number, probability: number) => ({
    count,
    probability,
    accuracy: 1,
    from: 0,
    to: 1,
    low: 0,
    high: 1,
  });
  const bins = [bin(3, 0.2), bin(7, 0.5), bin(7, 0.9)];
  expect(fullestBin({ ...figures, probability: 1, accuracy: 1, bins })).toBe(bins[1]);
  expect(fullestBin({ ...figures, probability: 1, accuracy: 1, bins: [] })).toBeNull();
});
