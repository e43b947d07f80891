import { describe, expect, test } from '@jest/globals';
import { Settling } from './settling.ts';

const file = (sizeBytes: number, writtenMs = 0) => ({ path: 'a.mp4', sizeBytes, modifiedAt: new Date(writtenMs) });

/** What becomes of a file that is seen like this, at these times. */
function observe(
  settling: Settling,
  ...seen: (readonly [nowMs: number, sizeBytes: number | null, writtenMs?: number])[]
) {
  settling.note('a.mp4');
  return seen.flatMap(([nowMs, sizeBytes, writtenMs]) =>
    settling.observe('a.mp4', sizeBytes === null ? null : file(sizeBytes, writtenMs), nowMs) ? [nowMs] : [],
  );
}

describe('Settling', () => {
  test('waits until neither size nor time has changed for a while', () => {
    const settling = new Settling({ quietMs: 1000 });
    expect(observe(settling, [0, 1], [900, 2], [1800, 2], [1850, 2, 7], [2800, 2, 7], [2850, 2, 7])).toEqual([2850]);
    expect(settling.paths).toEqual([]);
  });

  test('tells when the file was last seen to change', () => {
    const settling = new Settling({ quietMs: 1000 });
    observe(settling, [0, 1], [500, 2]);
    expect(settling.observe('a.mp4', file(2), 1600)).toEqual({ file: file(2), changedMs: 500 });
  });

  test('waits twice as long for a file that has gone on growing after a pause, and once for all others', () => {
    const settling = new Settling({ quietMs: 1000 });
    expect(observe(settling, [0, 1], [1000, 1])).toEqual([1000]);
    expect(observe(settling, [5000, 2], [6999, 2], [7000, 2])).toEqual([7000]);
    expect(observe(settling, [10_000, 3], [13_999, 3], [14_000, 3])).toEqual([14_000]);
    settling.note('b.mp4');
    settling.observe('b.mp4', file(1), 14_000);
    expect(settling.observe('b.mp4', file(1), 15_000)).not.toBeNull();
  });

  test('does not wait longer for a file that was only touched in name, nor for ever', () => {
    const settling = new Settling({ quietMs: 1000 });
    observe(settling, [0, 1], [1000, 1]);
    expect(observe(settling, [2000, 1], [3000, 1])).toEqual([3000]);
    let nowMs = 10_000;
    for (let size = 2; size < 20; size++) {
      observe(settling, [nowMs, size], [nowMs + 32_000, size]);
      nowMs += 40_000;
    }
    expect(settling.paths).toEqual([]);
  });

  test('forgets how it was after ten minutes', () => {
    const settling = new Settling({ quietMs: 1000 });
    observe(settling, [0, 1], [1000, 1]);
    settling.note('b.mp4');
    settling.observe('b.mp4', file(1), 700_000);
    settling.observe('b.mp4', file(1), 701_000);
    expect(observe(settling, [800_000, 2], [801_000, 2])).toEqual([801_000]);
  });

  test('drops what has gone or is empty, and does not know what was not noted', () => {
    const settling = new Settling({ quietMs: 1000 });
    expect(observe(settling, [0, 1], [500, null], [2000, 1])).toEqual([]);
    expect(observe(settling, [0, 0], [2000, 0])).toEqual([]);
    expect(settling.paths).toEqual([]);
  });
});
