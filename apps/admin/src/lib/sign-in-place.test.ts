import { describe, expect, test } from '@jest/globals';
import { isEntrance, signInPlace, wayBack } from './sign-in-place.ts';

const ORIGIN = 'https://actionary.example.com';

describe('wayBack', () => {
  test.each([
    ['/videos/1?at=2000#now', '/videos/1?at=2000#now'],
    ['reports', '/reports'],
    [`${ORIGIN}/jobs`, '/jobs'],
  ])('leads to a page of this site: %s', (to, place) => {
    expect(wayBack(to, ORIGIN)).toBe(place);
  });

  test.each([
    null,
    '//evil.example/x',
    '/\\evil.example',
    '\t//evil.example',
    'https://evil.example',
    'https://actionary.example.com.evil.example/',
    'javascript:alert(1)',
    'http://actionary.example.com/',
    'https://[',
    '/sign-in?to=/sign-in',
    '/join#key',
  ])('leads home instead of to %j', (to) => {
    expect(wayBack(to, ORIGIN)).toBe('/');
  });

  test('takes back what signInPlace was given', () => {
    const to = '/reports?view=cycles&q=a%26b#c';
    const place = new URL(signInPlace(to), ORIGIN);
    expect(isEntrance(place.pathname)).toBe(true);
    expect(wayBack(place.searchParams.get('to'), ORIGIN)).toBe(to);
    expect(signInPlace('/')).toBe('/sign-in');
  });
});
