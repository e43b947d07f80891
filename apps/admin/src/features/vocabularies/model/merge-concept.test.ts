import { expect, test } from '@jest/globals';
import { bareContent } from '@actionary/inference/domain';
import { mergeConcept } from './merge-concept.ts';

const before = {
  ...bareContent('wipe', { en: 'Wipe', ja: '拭く' }),
  altLabels: { en: ['Mop'] },
  facets: { valueClass: ['net'], therbligs: ['grasp'] },
};

test('values of different languages and facets come together', () => {
  const mine = {
    ...before,
    prefLabels: { en: 'Wipe off', ja: '拭く' },
    facets: { ...before.facets, valueClass: ['waste'] },
  };
  const theirs = {
    ...before,
    prefLabels: { en: 'Wipe', ja: '拭取り' },
    facets: { ...before.facets, therbligs: ['use'] },
  };
  expect(mergeConcept(before, mine, theirs)).toEqual({
    concept: {
      ...before,
      prefLabels: { en: 'Wipe off', ja: '拭取り' },
      facets: { valueClass: ['waste'], therbligs: ['use'] },
    },
    collisions: [],
  });
});

test('what one side has emptied is left out', () => {
  const mine = { ...before, altLabels: {}, facets: { valueClass: ['net'], therbligs: [] } };
  const { concept } = mergeConcept(before, mine, { ...before, notation: 'W' });
  expect(concept).toEqual({ ...before, notation: 'W', altLabels: {}, facets: { valueClass: ['net'] } });
});

test('the same change on both sides is none; different ones stay theirs, and are told', () => {
  const theirs = { ...before, notation: 'T', altLabels: { en: ['Dry'] } };
  expect(mergeConcept(before, { ...before, notation: 'W', altLabels: { en: ['Dry'] } }, theirs)).toEqual({
    concept: theirs,
    collisions: [{ field: 'notation', key: null, mine: 'W', theirs: 'T' }],
  });
});
