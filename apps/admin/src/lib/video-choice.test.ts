import { describe, expect, test } from '@jest/globals';
import { choiceIn, filterOf, isNarrowed, parametersOf } from './video-choice.ts';

const NOTHING = choiceIn(new URLSearchParams());

describe('a choice of videos', () => {
  test('comes out of an address as it went in', () => {
    const choice = {
      ...NOTHING,
      text: '締付け & co',
      from: '2026-11-20T08:00',
      operatorId: 'o',
      withoutId: 'r',
      status: 'ready',
    } as const;
    expect(choiceIn(new URLSearchParams(parametersOf(choice).toString()))).toEqual(choice);
    expect(parametersOf(NOTHING).size).toBe(0);
  });

  test('is a filter with instants; what is no time is none', () => {
    const { recordedFrom, recordedBefore } = filterOf({ ...NOTHING, from: '2026-11-20T08:00', until: 'soon' });
    expect(recordedFrom).toBe(new Date(2026, 10, 20, 8).toISOString());
    expect(recordedBefore).toBeNull();
  });

  test('is narrowed by any condition that holds', () => {
    expect(isNarrowed(NOTHING)).toBe(false);
    expect(isNarrowed(choiceIn(new URLSearchParams('status=gone&until=soon')))).toBe(false);
    expect(isNarrowed(choiceIn(new URLSearchParams('station=s')))).toBe(true);
    expect(isNarrowed(choiceIn(new URLSearchParams('q=a')))).toBe(true);
    expect(isNarrowed(choiceIn(new URLSearchParams('operator=o')))).toBe(true);
  });
});
