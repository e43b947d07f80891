import { setTimeout as sleep } from 'node:timers/promises';
import { percent } from './journal.ts';
import type { Plant } from './plant.ts';
import type { Words } from './words.ts';

/** Of suggestions for reviews whose word was split, what has to be right. */
const LEAST_RIGHT = 0.75;
const PATIENCE_MS = 120_000;

interface Waiting {
  readonly id: string;
  readonly review: { readonly video: { readonly name: string } };
  readonly candidates: readonly {
    readonly content: { readonly concept: { readonly id: string; readonly externalId: string } };
    readonly probability: number | null;
  }[];
  readonly decided: { readonly externalId: string } | null;
}

const QUEUE = `query ($vocabularyId: ID!, $after: String) { page: reviewQueue(vocabularyId: $vocabularyId, first: 100, after: $after) {
  nodes { id review { video { name } } decided { externalId }
    candidates { content { concept { id externalId } } probability } } pageInfo { hasNextPage endCursor } } }`;

/** Reviews of a word that was split wait for a person, who gets suggestions. @param expectedCount that have to wait */
export async function decideQueue(plant: Plant, words: Words, expectedCount: number): Promise<void> {
  const { people, journal } = plant;
  const waiting = await untilSuggested(plant, words);
  journal.equal('reviews that wait for a person', expectedCount, waiting.length);
  const decisions = waiting.map(({ id, review, candidates }) => {
    const right = `hammer-${objectIn(plant, review.video.name)}`;
    const chosen = candidates.find(({ content }) => content.concept.externalId === right)!;
    return { isSuggested: candidates[0] === chosen, decision: { itemId: id, conceptId: chosen.content.concept.id } };
  });
  const rightShare = decisions.filter(({ isSuggested }) => isSuggested).length / decisions.length;
  journal.atLeast('first suggestions, made from the embeddings, that are right', LEAST_RIGHT, rightShare, percent);
  await people.curator.ask(
    `mutation ($decisions: [ReviewDecisionInput!]!) { decideReviews(decisions: $decisions) {
       items { id } userErrors { code message } } }`,
    { decisions: decisions.map(({ decision }) => decision) },
  );
  const left = await people.curator.all<Waiting>(QUEUE, { vocabularyId: words.vocabularyId });
  journal.equal('reviews that wait after that', 0, left.filter(({ decided }) => !decided).length);
}

async function untilSuggested({ people }: Plant, { vocabularyId }: Words): Promise<readonly Waiting[]> {
  for (const startedAt = performance.now(); ; await sleep(200)) {
    const waiting = await people.curator.all<Waiting>(QUEUE, { vocabularyId });
    const isSuggested = waiting.every(({ candidates }) => candidates.every(({ probability }) => probability !== null));
    if (isSuggested || performance.now() - startedAt > PATIENCE_MS) return waiting;
  }
}

function objectIn({ films }: Plant, name: string): string {
  const film = films.find((each) => each.name === name);
  if (!film) throw new Error(`nobody has filmed ${name}`);
  return film.cell.object;
}
