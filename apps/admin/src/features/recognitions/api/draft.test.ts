import { expect, test } from '@jest/globals';
import type { RecognitionChoicesQuery } from '../../../../generated/graphql.ts';
import { draftFrom, predecessorsOf, toRecipeInput } from './draft.ts';

const version = (id: string, number: number, status: 'draft' | 'published') => ({
  id,
  number,
  status,
  conceptCount: 3,
});
const encoder = (id: string, status: 'available' | 'bundled') => ({
  id,
  catalogueId: id,
  status,
  title: id,
  languages: ['en'],
  recommendedUse: '',
  licence: 'MIT',
  sizeBytes: null,
});
const choices: RecognitionChoicesQuery = {
  vocabularies: {
    nodes: [
      { id: 'v1', name: 'One', draft: null, versions: { nodes: [version('v1.1', 1, 'draft')] } },
      {
        id: 'v2',
        name: 'Two',
        draft: null,
        versions: { nodes: [version('v2.3', 3, 'draft'), version('v2.2', 2, 'published')] },
      },
    ],
  },
  promptSets: {
    nodes: [
      { id: 'p', name: 'Set', versions: { nodes: [{ id: 'p.2', number: 2, language: 'en', templates: ['{label}'] }] } },
    ],
  },
  encoders: [encoder('far', 'available'), encoder('near', 'bundled')],
  recipes: { nodes: [] },
  videoLibraries: { nodes: [] },
};

test('draftFrom takes what can be used: published versions, encoders that are there', () => {
  expect(draftFrom(choices)).toMatchObject({
    vocabularyVersionId: 'v2.2',
    promptSetVersionId: 'p.2',
    encoderId: 'near',
  });
});

test('draftFrom takes the version that has been asked for, if it is published', () => {
  const older = {
    ...choices.vocabularies.nodes[1]!,
    versions: { nodes: [version('v2.2', 2, 'published'), version('v2.1', 1, 'published')] },
  };
  const more = { ...choices, vocabularies: { nodes: [older] } };
  expect(draftFrom(more, 'v2.1').vocabularyVersionId).toBe('v2.1');
  expect(draftFrom(choices, 'v1.1').vocabularyVersionId).toBe('v2.2');
});

test('toRecipeInput leaves an empty name out and keeps the step within the window', () => {
  const draft = { ...draftFrom(choices), name: ' ', frameCount: 2, stepCount: 8 };
  expect(toRecipeInput(draft)).toEqual({
    succeedsId: null,
    vocabularyVersionId: 'v2.2',
    promptSetVersionId: 'p.2',
    encoderId: 'near',
    fps: 2,
    window: { frameCount: 2, stepCount: 2 },
    decode: {
      method: 'hysteresis',
      temperature: 1,
      smoothing: 0,
      minDurationMs: 500,
      minProbability: 0.35,
      minMargin: 0.05,
    },
  });
});

test('toRecipeInput takes the id along that others know the recipe by', () => {
  const draft = { ...draftFrom(choices), name: ' Assembly ', externalId: ' assembly-v3 ' };
  expect(toRecipeInput(draft)).toMatchObject({ name: 'Assembly', externalId: 'assembly-v3' });
});

test('toRecipeInput needs every choice', () => {
  expect(toRecipeInput({ ...draftFrom(choices), encoderId: null })).toBeNull();
});

test('a new recipe can take the place of those of its vocabulary, in any version', () => {
  const recipeOf = (id: string, vocabularyId: string) =>
    ({
      id,
      vocabularyVersion: { vocabulary: { id: vocabularyId } },
    }) as RecognitionChoicesQuery['recipes']['nodes'][number];
  const recipes = { nodes: [recipeOf('r1', 'v1'), recipeOf('r2', 'v2')] };
  const ids = predecessorsOf({ ...choices, recipes }, { vocabularyVersionId: 'v2.2' }).map(({ id }) => id);
  expect(ids).toEqual(['r2']);
  expect(predecessorsOf({ ...choices, recipes }, { vocabularyVersionId: null })).toEqual([]);
});
