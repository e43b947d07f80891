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
