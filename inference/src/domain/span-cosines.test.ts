import { describe, expect, test } from '@jest/globals';
import { SpanCosines } from './span-cosines.ts';

const halves = (...values: number[]) => new Uint16Array(new Float16Array(values).buffer);
const COLUMNS = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
const means = (startMs: number, endMs: number) => {
  const span = new SpanCosines({ startMs, endMs }, COLUMNS);
  span.add(Int32Array.of(0, 500), halves(1, 0, 0, 1));
  span.add(Int32Array.of(1000, 1500), halves(0.5, 0.25, -1, 0));
  return span.means();
};

describe('SpanCosines', () => {
  test('averages the frames of the span, across chunks; its end is not in it', () => {
    expect(means(0, 1000)).toEqual([0.5, 0.5]);
    expect(means(500, 1500)).toEqual([0.25, 0.625]);
    expect(means(0, 9000)).toEqual([0.125, 0.3125]);
  });

  test('takes the frame nearest to the middle where there is none in the span', () => {
    expect(means(600, 700)).toEqual([0, 1]);
    expect(means(810, 900)).toEqual([0.5, 0.25]);
    expect(means(5000, 6000)).toEqual([-1, 0]);
  });

  test('has nothing where the video has no frames', () => {
    expect(new SpanCosines({ startMs: 0, endMs: 1 }, COLUMNS).means()).toBeNull();
  });
});
