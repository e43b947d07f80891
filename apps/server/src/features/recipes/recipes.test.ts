import { beforeAll, describe, expect, test } from '@jest/globals';
import { createPromptSet, versionsOfPromptSets } from '../../../../../prisma/src/index.ts';
import { makeVersion, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();
const encoderId = toGlobalId('Encoder', 'workbench');
let vocabularyVersionId: string;
let promptSetVersionId: string;

beforeAll(async () => {
  const version = await makeVersion(server.db, [{ id: 'wipe', prefLabels: { en: 'Wipe' } }]);
  vocabularyVersionId = toGlobalId('VocabularyVersion', version.id);
  const input = { name: 'Sentences', language: 'en', templates: ['a worker {label}'] };
  const [[promptSet]] = await versionsOfPromptSets(server.db, [valueOf(await createPromptSet(server.db, input)).id]);
  promptSetVersionId = toGlobalId('PromptSetVersion', promptSet!.id);
});

interface Payload {
  recipe: { id: string; externalId: string; name: string; fps: number | null } | null;
  outcome: string | null;
  userErrors: { code: string; field: string[] | null; message: string }[];
}

async function create(input: object = {}): Promise<Payload> {
  const { made } = await server.ask<{ made: Payload }>(
    `mutation ($input: CreateRecipeInput!) { made: createRecipe(input: $input) {
      recipe { id externalId name fps } outcome userErrors { code field message }
    } }`,
    { input: { vocabularyVersionId, promptSetVersionId, encoderId, ...input } },
  );
  return made;
}

describe('createRecipe', () => {
  test('gives the recipe there is for the same external id and content, and refuses another content', async () => {
    const { recipe, outcome } = await create({ externalId: 'cell-4', fps: 2.5 });
    expect(recipe).toMatchObject({ externalId: 'cell-4', fps: 2.5 });
    expect(outcome).toBe('created');
    // Its name is none of what it pins, and stays.
    const again = await create({ externalId: 'cell-4', fps: 2.5, name: 'Another' });
    expect(again).toMatchObject({ recipe, outcome: 'unchanged' });
    // Nor does it matter whether what is usual is written out.
    const usual = {
      window: { frameCount: 4, stepCount: 1 },
      decode: { method: 'hysteresis', smoothing: 0 },
    };
    expect(await create({ externalId: 'cell-4', fps: 2.5, ...usual })).toMatchObject({ recipe, outcome: 'unchanged' });
    const decode = { minMargin: 0.1 };
    expect(await create({ externalId: 'cell-4', fps: 3, decode })).toEqual({
      recipe: null,
      outcome: null,
      userErrors: [
        {
          code: 'CONFLICT',
          field: ['externalId'],
          message: expect.stringContaining('(fps: 2.5, not 3; decode.minMargin: 0.05, not 0.1)'),
        },
      ],
    });
  });

  test('names a recipe by what it pins, and its id by the content', async () => {
    const { recipe } = await create();
    expect(recipe).toMatchObject({ fps: 2, name: expect.stringMatching(/ v1 · .+ · 2 fps$/) });
    expect(recipe!.externalId).toMatch(/^recipe-[0-9a-f]{12}$/);
    expect((await create()).recipe?.id).toBe(recipe!.id);
    expect((await create({ decode: { minMargin: 0.1 } })).recipe?.externalId).not.toBe(recipe!.externalId);
  });

  test.each([
    [{ fps: 0 }, 'INVALID', ['fps']],
    [{ fps: 61 }, 'INVALID', ['fps']],
    [{ window: { frameCount: 2, stepCount: 3 } }, 'INVALID', ['window', 'stepCount']],
    [{ window: { frameCount: 0 } }, 'INVALID', ['window', 'frameCount']],
    [{ decode: { temperature: 0 } }, 'INVALID', ['decode', 'temperature']],
    [{ decode: { minProbability: 1.1 } }, 'INVALID', ['decode', 'minProbability']],
    [{ encoderId: toGlobalId('Encoder', 'none') }, 'NOT_FOUND', ['encoderId']],
    [{ encoderId: toGlobalId('Encoder', 'clip-vit-b32') }, 'NOT_INSTALLED', ['encoderId']],
  ])('refuses %j: %s', async (input, code, field) => {
    expect(await create(input)).toMatchObject({ recipe: null, outcome: null, userErrors: [{ code, field }] });
  });

  test('refuses words that the encoder cannot be given', async () => {
    const words = [
      { id: 'inspect', prefLabels: { ja: '検査' } },
      { id: 'wipe', prefLabels: { en: 'Wipe' } },
      { id: 'tell', prefLabels: { en: 'tell '.repeat(40) } },
    ];
    const version = await makeVersion(server.db, words);
    const { made } = await server.ask<{ made: { userErrors: { code: string; field: string[]; message: string }[] } }>(
      `mutation ($input: CreateRecipeInput!) { made: createRecipe(input: $input) { userErrors { code field message } } }`,
      {
        input: {
          vocabularyVersionId: toGlobalId('VocabularyVersion', version.id),
          promptSetVersionId,
          encoderId,
        },
      },
    );
    expect(made.userErrors).toEqual([
      {
        code: 'INVALID',
        field: ['vocabularyVersionId'],
        message: expect.stringMatching(/^no prompt can be made for "検査", "tell .*: give them labels in en /),
      },
    ]);
  });

  test('refuses a draft', async () => {
    const { made } = await server.ask<{ made: { vocabulary: { draft: { id: string } } } }>(
      'mutation { made: createVocabulary(input: { name: "Open" }) { vocabulary { draft { id } } } }',
    );
    expect(await create({ vocabularyVersionId: made.vocabulary.draft.id })).toMatchObject({
      recipe: null,
      userErrors: [{ code: 'INVALID', field: ['vocabularyVersionId'] }],
    });
  });
});
