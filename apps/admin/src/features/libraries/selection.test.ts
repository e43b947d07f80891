import { describe, expect, it } from '@jest/globals';
import { extend, MAX_CHOSEN, NOTHING_SELECTED, recognitionAddress, toggle } from './selection.ts';

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

describe('recognitionAddress', () => {
  it('names videos, or the libraries that stand for them', () => {
    expect(recognitionAddress({ ids: new Set(['a', 'b']), libraryIds: null })).toBe('/recognitions/new?videos=a,b');
    expect(recognitionAddress({ ids: new Set(), libraryIds: ['l'] })).toBe('/recognitions/new?library=l');
  });

  it('is none for nothing, and for more than an address can hold', () => {
    const many = new Set(Array.from({ length: MAX_CHOSEN + 1 }, (_, index) => `${index}`));
    expect(recognitionAddress({ ids: new Set(), libraryIds: null })).toBeNull();
    expect(recognitionAddress({ ids: many, libraryIds: null })).toBeNull();
  });
});
