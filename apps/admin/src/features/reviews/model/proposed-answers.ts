import type { ConceptNameFragment, ProposalFragment, ReviewInput } from '../../../../generated/graphql.ts';

/** What a person says that a proposal shows; `null`: none of the concepts. */
export type Answer = { readonly conceptId: string; readonly label: string } | null;

/** A concept that a proposal may show, and how probable it is. */
export interface Guess {
  readonly content: ConceptNameFragment;
  readonly probability: number;
}

/** What is less probable is not worth a line. */
const LEAST = 0.005;

/** What recognition has made of it, best first; concepts that the vocabulary has no more are left out. */
export function guessesOf({ segment }: ProposalFragment): Guess[] {
  const { content, probability, runnersUp } = segment;
  const others = runnersUp.flatMap(({ concept, ...other }) =>
    concept.content && other.probability >= LEAST ? [{ content: concept.content, ...other }] : [],
  );
  return content ? [{ content, probability }, ...others] : others;
}

/** The same concept confirms what was recognised, another one corrects it; where nothing was recognised, it is drawn. */
export function toReview({ segment }: ProposalFragment, answer: Answer, vocabularyId: string): ReviewInput {
  const { startMs, endMs, content, recognitionVideo } = segment;
  return { startMs, endMs, vocabularyId, videoId: recognitionVideo.video.id, ...verdictOf(content, answer) };
}

function verdictOf(found: ConceptNameFragment | null, answer: Answer): Pick<ReviewInput, 'verdict' | 'conceptId'> {
  if (answer === null) return { verdict: 'reject', conceptId: null };
  const { conceptId } = answer;
  if (found === null) return { verdict: 'draw', conceptId };
  return { verdict: found.concept.id === conceptId ? 'confirm' : 'correct', conceptId };
}
