import { describe, expect, test } from '@jest/globals';
import type { Chart, Curve } from '../figure.ts';
import { scaleOf } from './axis-scale.ts';
import { toSvg } from './plot.ts';

describe('scaleOf', () => {
  const linear = { label: '', scale: 'linear' } as const;
  const log = { label: '', scale: 'log' } as const;

  test('begins at 0 and has round steps', () => {
    const { place, ticks } = scaleOf(linear, [3, 42]);
    expect(ticks).toEqual([0, 10, 20, 30, 40, 50]);
    expect([0, 25, 50].map(place)).toEqual([0, 0.5, 1]);
  });

  test('reaches below 0 where values do, and has room for a single one', () => {
    expect(scaleOf(linear, [-1, 1]).ticks).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(scaleOf(linear, [0]).ticks).toEqual([0, 0.2]);
  });

  test('gives each power of ten the same room', () => {
    const { place, ticks } = scaleOf(log, [1000, 1_000_000]);
    expect(ticks).toEqual([1000, 10_000, 100_000, 1_000_000]);
    expect(ticks.map((tick) => Math.round(place(tick) * 300))).toEqual([0, 100, 200, 300]);
  });

  test('has more ticks between few powers', () => {
    expect(scaleOf(log, [12, 60]).ticks).toEqual([10, 20, 50, 100]);
  });

  test('refuses what has no place', () => {
    expect(() => scaleOf(log, [0, 1])).toThrow('a logarithmic axis has no place for 0');
    expect(() => scaleOf(linear, [])).toThrow('an axis needs values');
  });
});

describe('toSvg', () => {
  const chart = (curves: readonly Curve[]): Chart => ({
    id: 'chart',
    title: 'Time & <words>',
    x: { label: 'words', scale: 'log' },
    y: { label: 'seconds', scale: 'linear' },
    curves,
  });

  test('draws curves from left to right, with a mark at each point', () => {
    const svg = toSvg(
      chart([
        {
          name: 'ours',
          points: [
            [1000, 10],
            [10, 0],
            [100, 5],
          ],
        },
      ]),
    );
    expect(svg).toContain('d="M78 342L387 210L696 78"');
    expect(svg.match(/class="mark c0"/g)).toHaveLength(4);
    expect(svg).toContain('>words</text>');
    expect(svg).toContain('>seconds</text>');
    expect(svg).toContain('prefers-color-scheme: dark');
  });

  test('takes names as text', () => {
    const svg = toSvg(chart([{ name: 'a < b', points: [[1, 1]] }]));
    expect(svg).toContain('<title>Time &amp; &lt;words&gt;</title>');
    expect(svg).toContain('>a &lt; b</text>');
  });

  test('refuses more curves than can be told apart', () => {
    const curve: Curve = { name: 'one', points: [[1, 1]] };
    expect(() => toSvg(chart([curve, curve, curve, curve, curve]))).toThrow('more than 4 curves: 5');
  });
});
