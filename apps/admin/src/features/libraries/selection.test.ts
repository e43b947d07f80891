import { describe, expect, it } from '@jest/globals';
import { choiceIn } from '../../lib/video-choice.ts';
import {
  addressOfChoice,
  addressOfVideos,
  ALL_SELECTED,
  extend,
  MAX_CHOSEN,
  NOTHING_SELECTED,
  toggle,
} from './selection.ts';

const ORDER = ['a', 'b', 'c', 'd'];

describe('toggle', () => {
  it('chooses, and gives up again', () => {
    const chosen = toggle(NOTHING_SELECTED, 'b');
    expect([...chosen.ids]).toEqual(['b']);
    expect([...toggle(chosen, 'b').ids]).toEqual([]);
  });
});

describe('extend', () => {
  it('chooses all between the last choice and this one, in either direction', () => {
    expect([...extend(toggle(NOTHING_SELECTED, 'b'), 'd', ORDER).ids]).toEqual(['b', 'c', 'd']);
    expect([...extend(toggle(NOTHING_SELECTED, 'c'), 'a', ORDER).ids].toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('gives up a range that ends on a chosen one', () => {
    const all = extend(toggle(NOTHING_SELECTED, 'a'), 'd', ORDER);
    expect([...extend(all, 'c', ORDER).ids].toSorted()).toEqual(['a', 'b']);
  });

  it('chooses the one alone where nothing was chosen before', () => {
    expect([...extend(NOTHING_SELECTED, 'c', ORDER).ids]).toEqual(['c']);
  });
});

describe('all that there is', () => {
  it('is given up by choosing one', () => {
    expect(toggle(ALL_SELECTED, 'b')).toEqual({ ids: new Set('b'), isWhole: false, anchorId: 'b' });
  });
});

describe('addressOfVideos', () => {
  it('names videos; none for nothing, and for more than an address can hold', () => {
    expect(addressOfVideos(new Set(['a', 'b']))).toBe('/recognitions/new?videos=a,b');
    expect(addressOfVideos(new Set())).toBeNull();
    expect(addressOfVideos(new Set(Array.from({ length: MAX_CHOSEN + 1 }, (_, index) => `${index}`)))).toBeNull();
  });
});

describe('addressOfChoice', () => {
  it('names the library, else the station, and the conditions', () => {
    const choice = choiceIn(new URLSearchParams('station=s&from=2026-11-20T08%3A00'));
    expect(addressOfChoice(choice, 'l')).toBe('/recognitions/new?from=2026-11-20T08%3A00&library=l');
    expect(addressOfChoice(choice, null)).toBe('/recognitions/new?station=s&from=2026-11-20T08%3A00&library=all');
  });
});
