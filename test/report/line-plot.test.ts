import { expect, test } from '@jest/globals';
import { linePlot } from './line-plot.ts';

const PLOT = {
  title: 'Right & wrong <by> shots',
  x: { label: 'shots', from: 1, to: 16, ticks: [1, 4, 16], isLogarithmic: true },
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
  // The frame is 64 … 560 wide, and 384 … 44 high.
  expect(svg).toContain('<circle cx="312" cy="299"');
  expect(svg).toContain('<line x1="312" y1="384" x2="312" y2="214"');
  expect(svg).toContain('<polyline points="64,214 560,214" fill="none" stroke="#000000" stroke-dasharray');
  expect(svg.match(/<circle/g)).toHaveLength(1);
});

test('texts are escaped, and what lies outside is drawn at the edge', () => {
  const svg = linePlot({ ...PLOT, y: { label: '%', from: 0, to: 20 } });
  expect(svg).toContain('<title>Right &amp; wrong &lt;by&gt; shots</title>');
  expect(svg).toContain('cy="44"');
});

test('numbers at the axes are round ones within the range', () => {
  const svg = linePlot({ ...PLOT, y: { label: '%', from: 78.6, to: 90.1 } });
  const numbers = [...svg.matchAll(/text-anchor="end">([^<]+)</g)].map(([, number]) => number);
  expect(numbers).toEqual(['80', '82', '84', '86', '88', '90']);
});

test('points of different lines at the same place are moved apart where that is asked for', () => {
  const series = ['one', 'two'].map((name) => ({ name, points: [{ x: 4, y: 50 }] }));
  expect(linePlot({ ...PLOT, series, spread: 8 }).match(/<circle cx="\d+"/g)).toEqual([
    '<circle cx="308"',
    '<circle cx="316"',
  ]);
});
