import { describe, expect, test } from '@jest/globals';
import { choiceIn, filterOf, isNarrowed } from './report-choice.ts';

const choice = (query: string) => choiceIn(new URLSearchParams(query));

describe('choiceIn', () => {
  test('reads what an address says', () => {
    expect(
      choice('view=yamazumi&recipe=r&level=2&takt=12.5&unit=minutes&method=inner&rating=110&allowance=15'),
    ).toMatchObject({
      view: 'yamazumi',
      recipeId: 'r',
      level: 2,
      taktMs: 12_500,
      unit: 'minutes',
      method: 'inner',
      rating: 1.1,
      allowance: 0.15,
    });
    expect(choice('before-libraries=a,b&before-from=2026-02-01').before).toEqual({
      stationId: null,
      libraryIds: ['a', 'b'],
      from: '2026-02-01',
      until: null,
    });
  });

  test('takes what it cannot mean for unsaid', () => {
    expect(choice('view=x&level=0&takt=-1&unit=hours&from=yesterday&rating=&cycle=none')).toEqual(choice(''));
    expect(choice('')).toMatchObject({
      view: 'elements',
      level: null,
      taktMs: null,
      unit: 'seconds',
      rating: 1,
      cycleIndex: 0,
    });
  });
});

describe('filterOf', () => {
  test('reaches from the beginning of the first day to the end of the last one', () => {
    const { recordedFrom, recordedBefore } = filterOf(choice('from=2026-02-03&until=2026-02-03'));
    expect(recordedFrom).toBe(new Date(2026, 1, 3).toISOString());
    expect(recordedBefore).toBe(new Date(2026, 1, 4).toISOString());
  });

  test('lets everything through where nothing is said', () => {
    expect(isNarrowed(choice('view=cycles'))).toBe(false);
    expect(isNarrowed(choice('libraries=a'))).toBe(true);
  });
});
