'use client';

import { Badge, Checkbox, Paper } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import type { VideoCardFragment } from '../../../../generated/graphql.ts';
import { DateTime } from '../../../components/date-time.tsx';
import { useVideoNames } from '../../../components/use-video-names.ts';
import { VideoThumbnail } from '../../../components/video-thumbnail.tsx';
import classes from './libraries.module.css';
import { VideoTrouble } from './video-trouble.tsx';

interface Props {
  readonly video: VideoCardFragment;
  /** Of all in the list, from 1. */
  readonly position: number;
  readonly totalCount: number;
  readonly isSelected: boolean;
  readonly onSelect: (id: string, isRange: boolean) => void;
}

/** A video in the grid. Memoised: a choice changes one card of many. */
export const VideoCard = memo(function VideoCard({ video, position, totalCount, isSelected, onSelect }: Props) {
  const t = useTranslations('libraries.videos');
  const { id, name, path, recordedAt, operator } = video;
  const names = useVideoNames()(video).join(' · ');
  return (
    <Paper
      withBorder
      className={classes.card}
      data-selected={isSelected || undefined}
      role="listitem"
      aria-setsize={totalCount}
      aria-posinset={position}
    >
      <div className={classes.check}>
        <Checkbox
          size="sm"
          checked={isSelected}
          aria-label={t('select', { name })}
          // The change itself does not tell whether Shift is held.
          onClick={({ shiftKey }) => onSelect(id, shiftKey)}
          onChange={() => {}}
        />
      </div>
      <Link href={`/videos/${id}`} className={classes.cardLink} prefetch={false}>
        <VideoThumbnail video={video} />
        <span className={classes.cardName} title={path}>
          {name}
        </span>
      </Link>
      <div className={classes.cardFacts}>
        <span>
          {recordedAt ? <DateTime iso={recordedAt} /> : t('notDated')}
          {operator ? ` · ${operator.pseudonym}` : ''}
        </span>
        <RecognitionState video={video} />
        {names === '' ? null : (
          <span className={classes.cardNames} title={names}>
            {names}
          </span>
        )}
      </div>
      <VideoTrouble video={video} />
    </Paper>
  );
});

function RecognitionState({ video: { status, currentRecognitions } }: { readonly video: VideoCardFragment }) {
  const t = useTranslations('libraries.videos');
  const [latest] = currentRecognitions;
  if (latest) {
    return (
      <Badge variant="light" size="sm" tt="none">
        {t('segments', { count: latest.segmentCount })}
      </Badge>
    );
  }
  return status === 'ready' ? (
    <Badge variant="light" color="gray" size="sm" tt="none">
      {t('notRecognised')}
    </Badge>
  ) : null;
}
