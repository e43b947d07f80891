import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { multiplyLogits, windowMeans } from '../../domain/logits.ts';
import { softmaxRows } from '../../domain/probability.ts';
import { windows } from '../../domain/window.ts';
import { openScorer } from './scorer.ts';
import type { OnnxScorer } from './scorer.ts';

/** Reproducible numbers in −1 … 1. */
const wave = (length: number, phase: number) => Float32Array.from({ length }, (_, i) => Math.sin(i * 1.7 + phase));

describe('openScorer', () => {
  const dims = 24;
  let scorer: OnnxScorer;
  let chunked: OnnxScorer;
  beforeAll(async () => {
    scorer = await openScorer({ threads: 1 });
    chunked = await openScorer({ threads: 1, chunkValues: 3 * dims });
  });
  afterAll(() => Promise.all([scorer.close(), chunked.close()]));

  test('equals the product in JavaScript, whole and in chunks', async () => {
    const rows = wave(10 * dims, 0);
    const concepts = wave(7 * dims, 1);
    const expected = multiplyLogits(rows, concepts, dims, 100);
    const whole = await scorer.logits(rows, concepts, dims, 100);
    expect(whole).toHaveLength(70);
    const inChunks = await chunked.logits(rows, concepts, dims, 100);
    for (const [index, logit] of expected.entries()) {
      expect(whole[index]).toBeCloseTo(logit, 2);
      expect(inChunks[index]).toBeCloseTo(logit, 2);
    }
  });

  test('takes rows as bits of half precision, from anywhere in their memory', async () => {
    const concepts = wave(7 * dims, 1);
    const halves = new Float16Array(wave(11 * dims, 0)).subarray(dims);
    const bits = new Uint16Array(halves.buffer, halves.byteOffset, halves.length);
    const expected = multiplyLogits(Float32Array.from(halves), concepts, dims, 100);
    for (const { logits } of [scorer, chunked])
      for (const [index, logit] of (await logits(bits, concepts, dims, 100)).entries())
        expect(logit).toBeCloseTo(expected[index]!, 2);
  });

  test('averages windows as the domain does, whole and in chunks', async () => {
    const concepts = wave(7 * dims, 1);
    for (const count of [1, 2, 3, 5, 23]) {
      const rows = wave(count * dims, 0);
      const frameLogits = multiplyLogits(rows, concepts, dims, 100);
      const timesMs = Int32Array.from(rows.subarray(0, count), (_, index) => 100 * index);
      for (const [frameCount, stepCount] of [
        [2, 1],
        [4, 1],
        [5, 1],
        [2, 2],
        [4, 2],
        [7, 3],
        [40, 1],
      ]) {
        const window = { frameCount, stepCount };
        const expected = windowMeans(frameLogits, 7, windows(timesMs, 100 * count, window));
        for (const { logits } of [scorer, chunked]) {
          const means = await logits(rows, concepts, dims, 100, window);
          expect(means).toHaveLength(expected.length);
          for (const [index, mean] of means.entries()) expect(mean).toBeCloseTo(expected[index], 2);
        }
      }
    }
  });

  test('has no logits without rows or concepts, and refuses half a row', async () => {
    expect(await scorer.logits(new Float32Array(), wave(dims, 0), dims, 1)).toHaveLength(0);
    expect(await scorer.logits(wave(dims, 0), new Float32Array(), dims, 1)).toHaveLength(0);
    await expect(scorer.logits(wave(dims + 1, 0), wave(dims, 0), dims, 1)).rejects.toThrow(
      '25 numbers do not make rows of 24',
    );
  });

  test('makes probabilities as the domain does', async () => {
    const logits = wave(9 * 7, 2).map((value) => 30 * value);
    for (const temperature of [0.5, 1, 4]) {
      const probabilities = await scorer.probabilities(logits, 7, temperature);
      for (const [index, expected] of softmaxRows(logits, 7, temperature).entries())
        expect(probabilities[index]).toBeCloseTo(expected, 6);
    }
    expect(await scorer.probabilities(new Float32Array(), 7, 1)).toHaveLength(0);
    await expect(scorer.probabilities(logits, 7, 0)).rejects.toThrow('invalid temperature: 0');
    await expect(scorer.probabilities(logits, 8, 1)).rejects.toThrow('63 numbers do not make rows of 8');
  });
});
