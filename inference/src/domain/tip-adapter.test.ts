import { expect, test } from '@jest/globals';
import { tipAdapterLogits } from './tip-adapter.ts';

test('tipAdapterLogits adds each example to its concept', () => {
  const logits = Float32Array.of(10, 20, 30, 40);
  const cosines = Float32Array.of(1, 1, 0, 0.5, 0.5, 1);
  const adapted = tipAdapterLogits(logits, 2, cosines, [0, 0, 1], { alpha: 2, beta: 1 });
  const far = 2 * Math.exp(-1);
  const half = 2 * Math.exp(-0.5);
  const expected = [14, 20 + far, 30 + 2 * half, 42];
  adapted.forEach((logit, index) => expect(logit).toBeCloseTo(expected[index], 4));
  expect([...logits]).toEqual([10, 20, 30, 40]);
});

test('tipAdapterLogits without examples or weight changes nothing', () => {
  const logits = Float32Array.of(1, 2);
  expect(tipAdapterLogits(logits, 2, new Float32Array(), [])).toEqual(logits);
  expect(tipAdapterLogits(logits, 2, Float32Array.of(0.3), [1], { alpha: 0 })).toEqual(logits);
  expect(() => tipAdapterLogits(logits, 2, Float32Array.of(1), [0, 1])).toThrow('1 cosines for 1 rows and 2 examples');
});
