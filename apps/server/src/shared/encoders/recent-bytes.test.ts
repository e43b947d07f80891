import { describe, expect, test } from '@jest/globals';
import { RecentBytes } from './recent-bytes.ts';

const keeper = () => new RecentBytes<string>(6, (value) => value.length);

describe('RecentBytes', () => {
  test('lets go of what was used longest ago', () => {
    const values = keeper();
    values.set('a', 'aa');
    values.set('b', 'bb');
    values.set('c', 'cc');
    expect(values.get('a')).toBe('aa');
    values.set('d', 'd');
    expect(['a', 'b', 'c', 'd'].filter((key) => values.has(key))).toEqual(['a', 'c', 'd']);
  });

  test('counts a value that is replaced once, and keeps none that is too large alone', () => {
    const values = keeper();
    values.set('a', 'aaaa');
    values.set('a', 'aa');
    values.set('b', 'bbbb');
    expect([values.get('a'), values.get('b')]).toEqual(['aa', 'bbbb']);
    values.set('c', 'ccccccc');
    expect(['a', 'b', 'c'].some((key) => values.has(key))).toBe(false);
  });

  test('keeps what it is offered where that costs nothing that is needed', () => {
    const values = keeper();
    for (const key of ['a', 'b', 'c', 'd']) values.offer(key, 'xx', () => false);
    expect(['a', 'b', 'c', 'd'].filter((key) => values.has(key))).toEqual(['a', 'b', 'c']);
    values.offer('d', 'xxxx', (key) => key !== 'c');
    expect(['a', 'b', 'c', 'd'].filter((key) => values.has(key))).toEqual(['c', 'd']);
  });
});
