import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { fpsOf, samplingOf } from './sampling.ts';

test('rates are written as a recipe keeps them', () => {
  expect([samplingOf(2), samplingOf(0.5), samplingOf('native')]).toEqual(['fps=2', 'fps=0.5', 'native']);
});

test('what is written reads back as the same rate', () => {
  const rates = fc.oneof(fc.double({ min: 1e-9, max: 60, noNaN: true }), fc.constant('native' as const));
  fc.assert(fc.property(rates, (fps) => fpsOf(samplingOf(fps)) === fps));
});

test.each(['', 'fps=', 'fps=0', 'fps=-1', 'fps=x', 'fps=Infinity', 'Native', '2'])('%j is no sampling', (text) => {
  expect(() => fpsOf(text)).toThrow(RangeError);
});
