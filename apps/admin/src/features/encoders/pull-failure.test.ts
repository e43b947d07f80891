import { describe, expect, it } from '@jest/globals';
import { remedyOf } from './pull-failure.ts';

describe('remedyOf', () => {
  it.each([
    ['CHECKSUM', 'checksum'],
    ['NOT_WRITTEN', 'disk'],
    ['DOWNLOAD', 'network'],
    ['PULL_FAILED', 'network'],
  ])('answers %s with what helps: %s', (code, remedy) => {
    expect(remedyOf(code)).toBe(remedy);
  });
});
