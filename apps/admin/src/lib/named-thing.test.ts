import { expect, test } from '@jest/globals';
import { nameOf, placeOf } from './named-thing.ts';

test('what has a page of its own is there, as long as it is', () => {
  const video = { __typename: 'Video', name: 'shift.mp4' } as const;
  expect(placeOf({ id: 'a', type: 'Video', node: video })).toBe('/videos/a');
  expect(placeOf({ id: 'a', type: 'Video', node: null })).toBeNull();
  expect(placeOf({ id: 'a', type: 'Recipe', node: { __typename: 'Recipe', name: 'Cell 4' } })).toBeNull();
  expect(placeOf({ id: 'a', type: 'toString', node: video })).toBeNull();
});

test('things are called by what people call them', () => {
  expect(nameOf({ node: { __typename: 'Video', name: 'shift.mp4' } })).toBe('shift.mp4');
  expect(nameOf({ node: { __typename: 'WebhookEndpoint', url: 'https://mes/' } })).toBe('https://mes/');
  expect(
    nameOf({ node: { __typename: 'Recognition', recipe: { __typename: 'Recipe', name: 'Cell 4' } } as never }),
  ).toBe('Cell 4');
  expect(nameOf({ node: { __typename: 'Job' } as never })).toBeNull();
  expect(nameOf({ node: null })).toBeNull();
});
