import { expect, test } from '@jest/globals';
import { makeLibrary, makeRecipe, makeVideos } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();

test('a recipe is named by one of its ids, wherever other systems name one', async () => {
  const recipe = await makeRecipe(server.db);
  const [videoId] = (await makeVideos(server.db, (await makeLibrary(server.db)).id, 1)) as [string];
  const videoIds = [toGlobalId('Video', videoId)];
  const id = toGlobalId('Recipe', recipe.id);
  const { externalId } = recipe;
  const start = async (name: object) => {
    const { started } = await server.ask<{ started: { userErrors: { code: string; field: string[] }[] } }>(
      `mutation ($input: StartRecognitionInput!) { started: startRecognition(input: $input) {
        recognition { recipe { externalId } } userErrors { code field }
      } }`,
      { input: { videoIds, ...name } },
    );
    return started;
  };
  const estimate = async (name: object) =>
    server.ask(
      `query ($input: EstimateRecognitionInput!) { estimated: estimateRecognition(input: $input) {
        estimate { videoCount } userErrors { code field }
      } }`,
      { input: { videoIds, ...name } },
    );
  const REPORT = `query ($recipeId: ID, $recipeExternalId: String) {
    workReport(recipeId: $recipeId, recipeExternalId: $recipeExternalId) { recipe { id } }
  }`;
  const COMPARISON = `query ($recipeId: ID, $recipeExternalId: String) {
    workComparison(recipeId: $recipeId, recipeExternalId: $recipeExternalId, before: {}, after: {}) {
      before { recipe { id } }
    }
  }`;

  const wrong = [
    [{ recipeId: id, recipeExternalId: externalId }, 'INVALID', 'recipeExternalId'],
    [{ recipeExternalId: 'nobody' }, 'NOT_FOUND', 'recipeExternalId'],
    [{ recipeId: 'nobody' }, 'NOT_FOUND', 'recipeId'],
    [{ recipeId: toGlobalId('Recipe', crypto.randomUUID()) }, 'NOT_FOUND', 'recipeId'],
    [{}, 'INVALID', 'recipeId'],
    [{ recipeExternalId: ' ' }, 'INVALID', 'recipeId'],
  ] as const;
  for (const [name, code, field] of wrong) {
    expect(await start(name)).toEqual({ recognition: null, userErrors: [{ code, field: [field] }] });
    expect(await estimate(name)).toMatchObject({
      estimated: { estimate: null, userErrors: [{ code, field: [field] }] },
    });
    for (const query of [REPORT, COMPARISON]) {
      const { errors } = await server.send(query, name);
      const said = errors?.map(({ message, extensions }) => [message.split(':')[0], extensions.code]);
      expect(said).toEqual([[field, 'BAD_USER_INPUT']]);
    }
  }
  for (const name of [{ recipeId: id }, { recipeExternalId: ` ${externalId} ` }]) {
    expect(await start(name)).toEqual({ recognition: { recipe: { externalId } }, userErrors: [] });
    expect(await estimate(name)).toMatchObject({ estimated: { estimate: { videoCount: 1 }, userErrors: [] } });
    expect(await server.ask(REPORT, name)).toEqual({ workReport: { recipe: { id } } });
    expect(await server.ask(COMPARISON, name)).toEqual({ workComparison: { before: { recipe: { id } } } });
  }
  expect(await server.ask('query ($name: String!) { recipe(externalId: $name) { id } }', { name: externalId })).toEqual(
    {
      recipe: { id },
    },
  );
  expect(await server.ask('{ recipe(externalId: "nobody") { id } }')).toEqual({ recipe: null });
});
