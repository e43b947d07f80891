import { expect, test } from '@jest/globals';
import { linePlot } from './line-plot.ts';
import type { LinePlot } from './line-plot.ts';

const PLOT: LinePlot = {
  title: 'Right & wrong <by> shots',
  x: { label: 'shots', from: 1, to: 16, ticks: [1, 4, 16], scale: 'log' },
  y: { label: '%', from: 0, to: 100 },
  series: [
    {
      name: 'frozen',
      points: [
        { x: 1, y: 50 },
        { x: 16, y: 50 },
      ],
      isReference: true,
    },
    { name: 'adapter', points: [{ x: 4, y: 25, low: 0, high: 50 }] },
  ],
};

test('points lie where the axes say, intervals around them; four of sixteen is half of the way in ratios', () => {
  const svg = linePlot(PLOT);
  // The frame is 70 … 540 wide, and 380 … 48 high.
  expect(svg).toContain('<path class="c1 mark" d="M305 297');
  expect(svg).toContain('<path class="c1 interval" d="M305 380V214"/>');
  expect(svg).toContain('<path class="c0 line reference" d="M70 214L540 214"/>');
  // Its own, and that of the legend.
  expect(svg.match(/ mark"/g)).toHaveLength(2);
  expect(svg).toContain('prefers-color-scheme: dark');
});

test('texts are escaped', () => {
  const svg = linePlot(PLOT);
  expect(svg).toContain('<title>Right &amp; wrong &lt;by&gt; shots</title>');
  expect(svg).toContain('>shots</text>');
});

test('points of different lines at the same place are moved apart where that is asked for', () => {
  const series = ['one', 'two'].map((name) => ({ name, points: [{ x: 4, y: 50 }] }));
  const svg = linePlot({ ...PLOT, series, spread: 8 });
  expect(svg.match(/mark" d="M(301|309) 214/g)).toHaveLength(2);
});

test('more lines than can be told apart are refused', () => {
  const series = Array.from({ length: 9 }, (_, index) => ({ name: String(index), points: [{ x: 4, y: 50 }] }));
  expect(() => linePlot({ ...PLOT, series })).toThrow('more than 8 lines: 9');
});
