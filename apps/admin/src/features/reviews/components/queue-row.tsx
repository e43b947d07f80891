'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import type { QueueItemFragment } from '../../../../generated/graphql.ts';
import { SpanThumbnail } from '../../../components/span-thumbnail.tsx';
import { Tag } from '../../../components/tag.tsx';
import { formatLength } from '../../../lib/format.ts';
import { Candidate } from './candidate.tsx';
import classes from './reviews.module.css';

interface Props {
  readonly item: QueueItemFragment;
  readonly index: number;
  readonly isCurrent: boolean;
  /** Concept that was chosen here; null: none yet. */
  readonly decidedId: string | null;
  readonly onChoose: (itemId: string, conceptId: string) => void;
  readonly onCurrent: (index: number) => void;
}

/** Memoised: a decision changes one row of many. */
export const QueueRow = memo(function QueueRow(props: Props) {
  const { item, index, isCurrent, decidedId, onChoose, onCurrent } = props;
  const t = useTranslations('reviews');
  const { review, candidates } = item;
  const was = review.concept?.content?.label ?? '';
  const name = t('item', { was, video: review.video?.name ?? t('gone'), time: formatLength(review.startMs) });
  const isPending = candidates.every(({ probability }) => probability === null);
  return (
    <li
      className={classes.item}
      aria-current={isCurrent || undefined}
      aria-label={name}
      data-decided={decidedId !== null || undefined}
      onPointerDown={() => onCurrent(index)}
    >
      <div className={classes.picture}>
        {review.video ? (
          <SpanThumbnail video={review.video} startMs={review.startMs} endMs={review.endMs} />
        ) : (
          <Text size="xs" c="dimmed">
            {t('gone')}
          </Text>
        )}
      </div>
      <div className={classes.words}>
        <Text size="sm" component="div">
          <Text span size="xs" c="dimmed" mr={6}>
            {t('was')}
          </Text>
          <b>{was}</b>
          {review.person ? (
            <Text span size="xs" c="dimmed" ml={10}>
              {t('by', { person: review.person })}
            </Text>
          ) : null}
          {decidedId === null ? null : (
            <Tag ml={10} size="sm" color="teal">
              {t('decided')}
            </Tag>
          )}
        </Text>
        <div role="group" aria-label={t('candidates')} className={classes.candidates}>
          {candidates.map((candidate, place) => (
            <Candidate
              key={candidate.content.id}
              label={candidate.content.label}
              probability={candidate.probability}
              place={place}
              isChosen={candidate.content.concept.id === decidedId}
              onChoose={() => onChoose(item.id, candidate.content.concept.id)}
            />
          ))}
        </div>
        {isPending ? (
          <Text size="xs" c="dimmed">
            {t('pending')}
          </Text>
        ) : null}
      </div>
    </li>
  );
});
