import { expect, test } from '@jest/globals';
import { subjectName, subjectPlace } from './subject-place.ts';

test('what has a page of its own is there, as long as it is', () => {
  const video = { __typename: 'Video', name: 'shift.mp4' } as const;
  expect(subjectPlace({ id: 'a', type: 'Video', node: video })).toBe('/videos/a');
  expect(subjectPlace({ id: 'a', type: 'Video', node: null })).toBeNull();
  expect(subjectPlace({ id: 'a', type: 'Recipe', node: { __typename: 'Recipe', name: 'Cell 4' } })).toBeNull();
  expect(subjectPlace({ id: 'a', type: 'toString', node: video })).toBeNull();
});

test('things are called by what people call them', () => {
  expect(subjectName({ node: { __typename: 'Video', name: 'shift.mp4' } })).toBe('shift.mp4');
  expect(subjectName({ node: { __typename: 'WebhookEndpoint', url: 'https://mes/' } })).toBe('https://mes/');
  expect(
    subjectName({ node: { __typename: 'Recognition', recipe: { __typename: 'Recipe', name: 'Cell 4' } } as never }),
  ).toBe('Cell 4');
  expect(subjectName({ node: { __typename: 'Job' } as never })).toBeNull();
  expect(subjectName({ node: null })).toBeNull();
});
