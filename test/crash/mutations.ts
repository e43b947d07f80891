/** The API's mutations that the campaign sends. Ids are global ones. */
import { mutate } from './client.ts';
import type { Reply } from './client.ts';

const ERRORS = 'userErrors { code message }';

export interface DraftState {
  readonly id: string;
  readonly revision: number;
}

type Version = { readonly version: DraftState };

export function openDraft(url: string, vocabularyId: string): Promise<Reply<Version>> {
  const query = `mutation ($id: ID!) { payload: openVocabularyDraft(vocabularyId: $id) { version { id revision } ${ERRORS} } }`;
  return mutate(url, query, { id: vocabularyId });
}

export interface DraftChange {
  readonly versionId: string;
  readonly expectedRevision: number;
  readonly operations: readonly object[];
  readonly asOne: boolean;
}

export function changeDraft(url: string, input: DraftChange, person?: string): Promise<Reply<Version>> {
  const query = `mutation ($input: ChangeVocabularyDraftInput!) { payload: changeVocabularyDraft(input: $input) { version { id revision } ${ERRORS} } }`;
  return mutate(url, query, { input }, person ? { person } : {});
}

export function undo(url: string, { id, revision }: DraftState): Promise<Reply<Version>> {
  const query = `mutation ($id: ID!, $revision: Int!) { payload: undoVocabularyChange(versionId: $id, expectedRevision: $revision) { version { id revision } ${ERRORS} } }`;
  return mutate(url, query, { id, revision });
}

export function publish(
  url: string,
  input: { readonly versionId: string; readonly expectedRevision: number; readonly notes: string },
): Promise<Reply<Version>> {
  const query = `mutation ($input: PublishVocabularyDraftInput!) { payload: publishVocabularyDraft(input: $input) { version { id revision } ${ERRORS} } }`;
  return mutate(url, query, { input });
}

export function createLibrary(
  url: string,
  input: { readonly equipmentNodeId: string; readonly name: string; readonly folder?: string },
): Promise<Reply<{ readonly videoLibrary: { readonly id: string; readonly folder: string } }>> {
  const query = `mutation ($input: CreateVideoLibraryInput!) { payload: createVideoLibrary(input: $input) { videoLibrary { id folder } ${ERRORS} } }`;
  return mutate(url, query, { input });
}

export function scan(url: string, libraryId: string): Promise<Reply<{ readonly job: { readonly id: string } }>> {
  const query = `mutation ($id: ID!) { payload: scanVideoLibrary(id: $id) { job { id } ${ERRORS} } }`;
  return mutate(url, query, { id: libraryId });
}

export interface RecipeInput {
  readonly vocabularyVersionId: string;
  readonly promptSetVersionId: string;
  readonly fps: number;
  readonly externalId: string;
  readonly succeedsId?: string;
}

export function createRecipe(
  url: string,
  input: RecipeInput,
): Promise<Reply<{ readonly recipe: { readonly id: string } }>> {
  const query = `mutation ($input: CreateRecipeInput!) { payload: createRecipe(input: $input) { recipe { id } ${ERRORS} } }`;
  const encoderId = Buffer.from('Encoder:workbench').toString('base64url');
  return mutate(url, query, { input: { encoderId, ...input } });
}

export function startRecognition(
  url: string,
  input: { readonly recipeId: string; readonly videoIds: readonly string[] },
): Promise<Reply<{ readonly recognition: { readonly id: string } }>> {
  const query = `mutation ($input: StartRecognitionInput!) { payload: startRecognition(input: $input) { recognition { id } ${ERRORS} } }`;
  return mutate(url, query, { input });
}

export function cancelRecognition(url: string, id: string): Promise<Reply<object>> {
  return mutate(url, `mutation ($id: ID!) { payload: cancelRecognition(id: $id) { recognition { id } ${ERRORS} } }`, {
    id,
  });
}

export function createReviews(url: string, reviews: readonly object[], person: string): Promise<Reply<object>> {
  const query = `mutation ($reviews: [ReviewInput!]!) { payload: createReviews(reviews: $reviews) { reviews { id } ${ERRORS} } }`;
  return mutate(url, query, { reviews }, { person });
}

export function decideReviews(url: string, decisions: readonly object[], person: string): Promise<Reply<object>> {
  const query = `mutation ($decisions: [ReviewDecisionInput!]!) { payload: decideReviews(decisions: $decisions) { items { id } ${ERRORS} } }`;
  return mutate(url, query, { decisions }, { person });
}
