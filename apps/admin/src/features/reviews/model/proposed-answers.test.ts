import { describe, expect, test } from '@jest/globals';
import type { ProposalFragment } from '../../../../generated/graphql.ts';
import { guessesOf, toReview } from './proposed-answers.ts';

const content = (id: string) =>
  ({ id: `content ${id}`, label: id, notation: null, status: 'active', concept: { id, externalId: id } }) as const;

/** @param found what was recognised; null: unknown */
const proposal = (
  found: string | null,
  runnersUp: readonly (readonly [id: string, isKnown: boolean, probability?: number])[] = [],
) =>
  ({
    segment: {
      startMs: 500,
      endMs: 1500,
      probability: 0.6,
      content: found && content(found),
      runnersUp: runnersUp.map(([id, isKnown, probability = 0.2]) => ({
        probability,
        concept: { id, content: isKnown ? content(id) : null },
      })),
      recognitionVideo: { video: { id: 'video' } },
    },
  }) as unknown as ProposalFragment;

describe('guessesOf', () => {
  test('begins with what was recognised, and leaves out what the vocabulary has no more, and the improbable', () => {
    const guesses = guessesOf(
      proposal('a', [
        ['b', true],
        ['gone', false],
        ['c', true, 0.001],
      ]),
    );
    expect(guesses.map((guess) => [guess.content.label, guess.probability])).toEqual([
      ['a', 0.6],
      ['b', 0.2],
    ]);
  });

  test('has the runners-up only where it is unknown', () => {
    expect(guessesOf(proposal(null, [['b', true]]))).toHaveLength(1);
  });
});

describe('toReview', () => {
  const span = { startMs: 500, endMs: 1500, videoId: 'video', vocabularyId: 'words' };

  test.each([
    ['a', { conceptId: 'a', label: 'a' }, 'confirm', 'a'],
    ['a', { conceptId: 'b', label: 'b' }, 'correct', 'b'],
    [null, { conceptId: 'b', label: 'b' }, 'draw', 'b'],
    ['a', null, 'reject', null],
    [null, null, 'reject', null],
  ] as const)('of %s, answered %j, is a %s', (found, answer, verdict, conceptId) => {
    expect(toReview(proposal(found), answer, 'words')).toEqual({ ...span, verdict, conceptId });
  });
});
