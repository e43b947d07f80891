import { demoTruth } from '../factories/demo.ts';

/** Asks the API of a running product. @throws {Error} where it refuses */
async function ask<T>(url: string, query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: readonly { readonly message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return data;
}

interface Demo {
  readonly vocabulary: {
    readonly id: string;
    readonly latestPublished: {
      readonly contents: { readonly nodes: readonly { concept: { id: string; externalId: string } }[] };
    };
  };
  readonly videos: { readonly nodes: readonly { readonly id: string; readonly name: string }[] };
}

/** Says what the demo's videos show, as people would in the admin. @param names of the videos, without `.mp4` */
export async function reviewDemo(url: string, names: readonly string[]): Promise<void> {
  const { vocabulary, videos } = await ask<Demo>(
    url,
    `{ vocabulary(externalId: "workbench-demo") { id latestPublished { contents(first: 100) { nodes { concept { id externalId } } } } }
       videos(first: 100) { nodes { id name } } }`,
  );
  const known = vocabulary.latestPublished.contents.nodes.map(
    ({ concept }) => [concept.externalId, concept.id] as const,
  );
  const concepts = new Map(known);
  const reviews = await Promise.all(
    names.map(async (name) => {
      const videoId = videos.nodes.find((video) => video.name === `${name}.mp4`)!.id;
      return (await demoTruth(name)).map(({ conceptId, startMs, endMs }) => ({
        videoId,
        startMs,
        endMs,
        vocabularyId: vocabulary.id,
        conceptId: concepts.get(conceptId),
        verdict: 'correct',
      }));
    }),
  );
  const { made } = await ask<{ made: Refusable }>(
    url,
    'mutation ($reviews: [ReviewInput!]!) { made: createReviews(reviews: $reviews) { userErrors { message } } }',
    { reviews: reviews.flat() },
  );
  refuseNothing(made);
}

/** Trains, calibrates and evaluates the demo's recipe from what was said of its videos, and waits until all of it is there. */
export async function learnFromDemo(url: string): Promise<void> {
  const { recipes } = await ask<{ recipes: { nodes: { id: string }[] } }>(
    url,
    '{ recipes(first: 1) { nodes { id } } }',
  );
  const recipeId = recipes.nodes[0]!.id;
  const made = await ask<Record<string, Refusable>>(
    url,
    `mutation ($recipeId: ID!) {
       train: trainAdapter(input: { recipeId: $recipeId }) { userErrors { message } }
       calibrate: calibrateRecipe(input: { recipeId: $recipeId }) { userErrors { message } }
       confusion: evaluateRecipe(input: { recipeId: $recipeId, protocol: confusion }) { userErrors { message } } }`,
    { recipeId },
  );
  for (const each of Object.values(made)) refuseNothing(each);
  for (;;) {
    const counted = '{ jobs(first: 100) { nodes { kind state } } }';
    const { jobs } = await ask<{ jobs: { nodes: { kind: string; state: string }[] } }>(url, counted);
    const learning = jobs.nodes.filter(({ kind }) => ['train', 'calibrate', 'evaluate'].includes(kind));
    const failed = learning.find(({ state }) => state === 'failed' || state === 'cancelled');
    if (failed) throw new Error(`the job that should ${failed.kind} has ${failed.state}`);
    if (learning.every(({ state }) => state === 'succeeded')) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Opens a draft of the demo's vocabulary. */
export async function openDemoDraft(url: string): Promise<void> {
  const { vocabulary } = await ask<{ vocabulary: { id: string } }>(
    url,
    '{ vocabulary(externalId: "workbench-demo") { id } }',
  );
  const { made } = await ask<{ made: Refusable }>(
    url,
    'mutation ($id: ID!) { made: openVocabularyDraft(vocabularyId: $id) { userErrors { message } } }',
    { id: vocabulary.id },
  );
  refuseNothing(made);
}

/** Recognises a video by a recipe that is the demo's but for its frame rate, as somebody's own. */
export async function startOwnRecipe(url: string): Promise<void> {
  interface Found {
    readonly recipes: { readonly nodes: readonly Pinned[] };
    readonly videos: { readonly nodes: readonly { readonly id: string }[] };
  }
  type Pinned = Readonly<Record<'vocabularyVersion' | 'promptSetVersion' | 'encoder', { readonly id: string }>>;
  const { recipes, videos } = await ask<Found>(
    url,
    `{ recipes(first: 1) { nodes { vocabularyVersion { id } promptSetVersion { id } encoder { id } } }
       videos(first: 1) { nodes { id } } }`,
  );
  const { vocabularyVersion, promptSetVersion, encoder } = recipes.nodes[0]!;
  const pinned = {
    vocabularyVersionId: vocabularyVersion.id,
    promptSetVersionId: promptSetVersion.id,
    encoderId: encoder.id,
  };
  const { made } = await ask<{ made: Refusable & { recipe: { id: string } } }>(
    url,
    'mutation ($input: CreateRecipeInput!) { made: createRecipe(input: $input) { recipe { id } userErrors { message } } }',
    { input: { ...pinned, fps: 1 } },
  );
  refuseNothing(made);
  const { started } = await ask<{ started: Refusable }>(
    url,
    'mutation ($input: StartRecognitionInput!) { started: startRecognition(input: $input) { userErrors { message } } }',
    { input: { recipeId: made.recipe.id, videoIds: [videos.nodes[0]!.id] } },
  );
  refuseNothing(started);
}

interface Refusable {
  readonly userErrors: readonly { readonly message: string }[];
}

function refuseNothing({ userErrors }: Refusable): void {
  if (userErrors.length > 0) throw new Error(userErrors.map(({ message }) => message).join('; '));
}

/** @returns id of its version */
export async function createPromptSet(url: string, name: string, templates: readonly string[]): Promise<string> {
  const { made } = await ask<{ made: Refusable & { promptSet: { latest: { id: string } } } }>(
    url,
    `mutation ($input: CreatePromptSetInput!) {
       made: createPromptSet(input: $input) { promptSet { latest { id } } userErrors { message } } }`,
    { input: { name, language: 'en', templates } },
  );
  refuseNothing(made);
  return made.promptSet.latest.id;
}
