import { describe, expect, test } from '@jest/globals';
import type { ReportWorkFragment } from '../../../../generated/graphql.ts';
import { operatorBars, shortNames, yamazumi } from './yamazumi.ts';

const cycles = (meanMs: number, maxMs = meanMs): ReportWorkFragment => ({
  startConcept: { id: 'pick' },
  times: { count: 4, meanMs, maxMs },
  elements: [],
  cycles: [{ video: { id: 'video' }, startMs: 1000, endMs: 1000 + maxMs }],
  best: { video: { id: 'other' }, startMs: 0, endMs: meanMs },
});
const station = (id: string, own: ReportWorkFragment | null, chosen: ReportWorkFragment | null = null) => ({
  id,
  name: `Station ${id}`,
  cycles: chosen,
  ownCycles: own,
});

describe('yamazumi', () => {
  test('names what everybody waits for, and how evenly the line is loaded', () => {
    const { bars, balance } = yamazumi([station('1', cycles(10_000, 14_000)), station('2', cycles(20_000))], 15_000);
    expect(bars.map(({ name, meanMs }) => [name, meanMs])).toEqual([
      ['Station 1', 10_000],
      ['Station 2', 20_000],
    ]);
    expect(bars[0]!.worst).toEqual({ video: { id: 'video' }, startMs: 1000, endMs: 15_000 });
    expect(bars[0]!.best).toEqual({ video: { id: 'other' }, startMs: 0, endMs: 10_000 });
    expect(balance).toMatchObject({ bottleneckIndex: 1, efficiency: 0.75, overTaktIndices: [1] });
  });

  test('takes the chosen beginning where a station has it, else its own', () => {
    const { bars } = yamazumi([station('1', cycles(9000), cycles(10_000)), station('2', cycles(20_000))], null);
    expect(bars.map(({ meanMs }) => meanMs)).toEqual([10_000, 20_000]);
  });

  test('says who has no whole cycle', () => {
    expect(yamazumi([station('1', null)], null)).toEqual({ bars: [], without: ['Station 1'], balance: null });
  });
});

describe('operatorBars', () => {
  test('stay in the order of the pseudonyms, whatever their times', () => {
    const of = (pseudonym: string, meanMs: number | null) => ({
      operator: { id: pseudonym, pseudonym },
      cycleCount: meanMs === null ? 0 : 3,
      meanMs,
      elements: [],
    });
    const { bars, without } = operatorBars([
      of('OP-01', 5000),
      of('OP-02', 2000),
      of('OP-03', null),
      of('OP-04', 9000),
    ]);
    expect(bars.map(({ name, meanMs }) => [name, meanMs])).toEqual([
      ['OP-01', 5000],
      ['OP-02', 2000],
      ['OP-04', 9000],
    ]);
    expect(without).toEqual(['OP-03']);
  });
});

describe('shortNames', () => {
  test('leaves out what all have in common', () => {
    expect(
      shortNames([
        ['Plant', 'Line 1', 'Cell 1'],
        ['Plant', 'Line 1', 'Cell 2'],
        ['Plant', 'Line 2'],
      ]),
    ).toEqual(['Line 1 ▸ Cell 1', 'Line 1 ▸ Cell 2', 'Line 2']);
  });

  test('keeps the last name', () => {
    expect(shortNames([['Plant', 'Line 1']])).toEqual(['Line 1']);
    expect(shortNames([['Plant'], ['Plant', 'Line 1']])).toEqual(['Plant', 'Line 1']);
  });
});
