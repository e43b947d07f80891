'use client';

import { Anchor, Group, Kbd, Select, Text, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ConceptNameFragment, ConceptWordsFragment, ProposalFragment } from '../../../../generated/graphql.ts';
import { SpanThumbnail } from '../../../components/span-thumbnail.tsx';
import { Tag } from '../../../components/tag.tsx';
import { searchTextOf } from '../../../lib/concept-search.ts';
import { formatLength } from '../../../lib/format.ts';
import { guessesOf } from '../model/proposed-answers.ts';
import type { Answer } from '../model/proposed-answers.ts';
import { Candidate } from './candidate.tsx';
import classes from './reviews.module.css';

interface Props {
  readonly proposal: ProposalFragment;
  readonly concepts: readonly (ConceptNameFragment & ConceptWordsFragment)[];
  readonly isCurrent: boolean;
  /** What has been said here; `undefined`: nothing yet. */
  readonly answer: Answer | undefined;
  readonly onAnswer: (answer: Answer) => void;
  readonly onTakeBack: () => void;
  readonly onCurrent: () => void;
}

/** A stretch of video, what recognition makes of it, and what a person says. */
export function ProposalRow({ proposal, concepts, isCurrent, answer, onAnswer, onTakeBack, onCurrent }: Props) {
  const t = useTranslations('reviews');
  const { segment, expectedGain, isFromNewestStation } = proposal;
  const { startMs, endMs, content, recognitionVideo } = segment;
  const { video } = recognitionVideo;
  const guesses = guessesOf(proposal);
  const found = content?.label ?? t('next.unknown');
  const others = concepts.filter(({ concept }) => guesses.every((guess) => guess.content.concept.id !== concept.id));
  const isOther = answer && others.some(({ concept }) => concept.id === answer.conceptId);
  return (
    <li
      className={classes.item}
      aria-current={isCurrent || undefined}
      aria-label={t('item', { was: found, video: video.name, time: formatLength(startMs) })}
      data-decided={answer !== undefined || undefined}
      onPointerDown={onCurrent}
    >
      <div className={classes.picture}>
        <SpanThumbnail video={video} startMs={startMs} endMs={endMs} />
      </div>
      <div className={classes.words}>
        <Group gap={10}>
          <Text size="sm" span>
            <Text span size="xs" c="dimmed" mr={6}>
              {t('next.found')}
            </Text>
            <b>{found}</b>
          </Text>
          <Text span size="xs" c="dimmed" className="figures">
            {expectedGain < 0.05 ? null : t('next.gain', { count: Math.round(10 * expectedGain) / 10 })}
          </Text>
          {isFromNewestStation ? <Tag size="sm">{t('next.isNewest')}</Tag> : null}
          {answer === undefined ? null : (
            <>
              <Tag size="sm" color="teal">
                {answer === null ? t('next.rejected') : t('next.reviewed')}
              </Tag>
              <Anchor component="button" type="button" size="xs" onClick={onTakeBack}>
                {t('next.takeBack')}
              </Anchor>
            </>
          )}
        </Group>
        <div role="group" aria-label={t('next.answers')} className={classes.candidates}>
          {guesses.map(({ content: { concept, label }, probability }, place) => (
            <Candidate
              key={concept.id}
              label={label}
              probability={probability}
              place={place}
              isChosen={answer?.conceptId === concept.id}
              onChoose={() => onAnswer({ conceptId: concept.id, label })}
            />
          ))}
          <Group gap="xs" wrap="nowrap">
            <UnstyledButton className={classes.candidate} aria-pressed={answer === null} onClick={() => onAnswer(null)}>
              <Kbd size="xs">0</Kbd>
              <span>{t('next.none')}</span>
            </UnstyledButton>
            {others.length > 0 ? (
              <Select
                size="xs"
                flex={1}
                searchable
                aria-label={t('next.other')}
                placeholder={t('next.other')}
                nothingFoundMessage={t('next.noConcept')}
                value={isOther ? answer.conceptId : null}
                data={others.map((other) => ({
                  value: other.concept.id,
                  label: other.label,
                  searchText: searchTextOf(other),
                }))}
                onChange={(conceptId) => {
                  const chosen = others.find(({ concept }) => concept.id === conceptId);
                  if (chosen) onAnswer({ conceptId: chosen.concept.id, label: chosen.label });
                }}
              />
            ) : null}
          </Group>
        </div>
      </div>
    </li>
  );
}
