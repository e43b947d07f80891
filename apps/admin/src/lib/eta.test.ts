import { describe, expect, it } from '@jest/globals';
import { formatEta } from './eta.ts';

describe('formatEta', () => {
  it.each([
    [200, '1 second'],
    [45_000, '45 seconds'],
    [89_000, '89 seconds'],
    [91_000, '2 minutes'],
    [60 * 60_000, '60 minutes'],
    [100 * 60_000, '2 hours'],
    [40 * 3_600_000, '2 days'],
  ])('tells %d ms as %s', (ms, text) => {
    expect(formatEta(ms, 'en')).toBe(text);
  });

  it('speaks Japanese', () => {
    expect(formatEta(120_000, 'ja')).toBe('2 分');
  });
});
