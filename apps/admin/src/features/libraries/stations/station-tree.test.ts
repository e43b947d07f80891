import { describe, expect, it } from '@jest/globals';
import { pathText, stationChoices, subtreeIds, sumBySubtree, visibleRows } from './station-tree.ts';

const station = (id: string, parent: string | null) => ({
  id,
  name: id.toUpperCase(),
  level: 'Other' as const,
  externalId: null,
  parent: parent === null ? null : { id: parent },
  warnings: [],
});
const stations = [station('cell', 'line'), station('line', 'plant'), station('plant', null), station('yard', null)];

describe('visibleRows', () => {
  it('lists children below their parents, one deeper', () => {
    const rows = visibleRows(stations, new Set());
    expect(rows.map(({ station: { id }, depth }) => [id, depth])).toEqual([
      ['plant', 1],
      ['line', 2],
      ['cell', 3],
      ['yard', 1],
    ]);
  });

  it('hides what is below a closed station, and says that there is something', () => {
    const rows = visibleRows(stations, new Set(['line', 'yard']));
    expect(rows.map(({ station: { id }, hasChildren, isOpen }) => [id, hasChildren, isOpen])).toEqual([
      ['plant', true, true],
      ['line', true, false],
      ['yard', false, false],
    ]);
  });
});

describe('subtreeIds', () => {
  it('has the station and all below', () => {
    expect([...subtreeIds(stations, 'line')].toSorted()).toEqual(['cell', 'line']);
  });
});

describe('pathText', () => {
  it('names the stations from the root', () => {
    expect(pathText(stations, 'cell')).toBe('PLANT ▸ LINE ▸ CELL');
  });

  it('is empty for a station that is not there', () => {
    expect(pathText(stations, 'gone')).toBe('');
  });
});

describe('stationChoices', () => {
  it('names the station first, and what it is in', () => {
    expect(stationChoices(stations).map(({ label }) => label)).toEqual([
      'PLANT',
      'YARD',
      'LINE — PLANT',
      'CELL — PLANT ▸ LINE',
    ]);
  });
});

describe('sumBySubtree', () => {
  it('adds up what hangs on a station and below it', () => {
    const sums = sumBySubtree(stations, [
      { stationId: 'cell', count: 3 },
      { stationId: 'cell', count: 4 },
      { stationId: 'plant', count: 1 },
    ]);
    expect([...sums].toSorted()).toEqual([
      ['cell', 7],
      ['line', 7],
      ['plant', 8],
    ]);
  });
});
