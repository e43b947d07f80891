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
  const nothing = { ofLibrary: null, ofRecognition: null, ofEncoder: null, ofRecipe: null };
  const jobs = [
    { ...nothing, ofLibrary: { name: 'Line 2' } },
    { ...nothing, ofRecognition: { recipe: { name: 'Cell 4' } } },
    { ...nothing, ofEncoder: { title: 'CLIP' } },
    nothing,
  ].map((job) => nameOf({ node: { __typename: 'Job', jobKind: 'scan', ...job } as never }));
  expect(jobs).toEqual(['Line 2', 'Cell 4', 'CLIP', null]);
  const prefLabels = [
    { language: 'en', text: 'Tighten' },
    { language: 'ja', text: '締付け' },
  ];
  const concept = { node: { __typename: 'Concept', content: { prefLabels } } as never };
  expect([nameOf(concept, 'ja'), nameOf(concept, 'de')]).toEqual(['締付け', 'Tighten']);
  expect(nameOf({ node: { __typename: 'Delivery', endpoint: { url: 'https://mes/' } } as never })).toBe('https://mes/');
  expect(nameOf({ node: { __typename: 'Review', ofVideo: { name: 'shift.mp4' } } as never })).toBe('shift.mp4');
  expect(nameOf({ node: null })).toBeNull();
});
