'use client';

import { useTranslations } from 'next-intl';
import type { ConceptNameFragment, ConceptWordsFragment, ProposalFragment } from '../../../../generated/graphql.ts';
import type { useAnswers } from '../api/use-proposals.ts';
import { guessesOf } from '../model/proposed-answers.ts';
import type { Answer } from '../model/proposed-answers.ts';
import { ProposalRow } from './proposal-row.tsx';
import { useListKeys } from './use-list-keys.ts';
import classes from './reviews.module.css';

interface Props {
  readonly proposals: readonly ProposalFragment[];
  /** That any of them may show. */
  readonly concepts: readonly (ConceptNameFragment & ConceptWordsFragment)[];
  readonly answers: ReturnType<typeof useAnswers>;
}

/** One after the other, by keys or by pointer. */
export function ProposalList({ proposals, concepts, answers: { answers, answer } }: Props) {
  const t = useTranslations('reviews.next');
  const say = (proposal: ProposalFragment, said: Answer) => answer({ proposal, answer: said });
  const { list, cursor, setCursor } = useListKeys({
    count: proposals.length,
    isDone: (index) => answers.has(proposals[index]!.segment.id),
    onChoose: (index, place) => {
      const proposal = proposals[index]!;
      const guess = place === 'none' ? null : guessesOf(proposal)[place];
      if (guess === undefined) return false;
      say(proposal, guess && { conceptId: guess.content.concept.id, label: guess.content.label });
      return true;
    },
  });
  return (
    <ol ref={list} className={classes.list} aria-label={t('list')}>
      {proposals.map((proposal, index) => (
        <ProposalRow
          key={proposal.segment.id}
          proposal={proposal}
          concepts={concepts}
          isCurrent={index === cursor}
          answer={answers.get(proposal.segment.id)}
          onAnswer={(said) => say(proposal, said)}
          onTakeBack={() => answer({ proposal, answer: 'taken back' })}
          onCurrent={() => setCursor(index)}
        />
      ))}
    </ol>
  );
}
