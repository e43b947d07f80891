'use client';

import { Group, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { saveText } from '../../../lib/save-text.ts';
import { useWithAside } from '../../../lib/use-with-aside.ts';
import type { Review } from '../reviewing/review.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { segmentsCsv } from '../timeline/segments-csv.ts';
import type { Track } from '../timeline/track.ts';
import { DownloadMenu } from './download-menu.tsx';
import { SegmentGrid } from './segment-grid.tsx';

interface Props {
  readonly clock: PlayerClock;
  readonly track: Track;
  /** What was said about each segment. */
  readonly reviews: readonly (Review | null)[];
  /** Of the file, without its ending. */
  readonly fileName: string;
  /** Of what was recognised, without its ending. */
  readonly annotationsUrl: string;
  /** The button that takes files in. */
  readonly importButton: ReactNode;
}

/** The timeline as a table, in step with it. */
export const SegmentTable = memo(function SegmentTable(props: Props) {
  const { clock, track, reviews, fileName, annotationsUrl, importButton } = props;
  const t = useTranslations('videos');
  const withAside = useWithAside();
  return (
    <section aria-label={t('segments.label')}>
      <Group justify="space-between" mb={6}>
        <Title order={2} size="h4">
          {withAside(t('segments.label'), track.segments.length.toLocaleString())}
        </Title>
        <Group gap="xs">
          {importButton}
          <DownloadMenu
            annotationsUrl={annotationsUrl}
            onTable={() => saveText(`${fileName}.csv`, 'text/csv;charset=utf-8', segmentsCsv(track, t('unknown')))}
          />
        </Group>
      </Group>
      <SegmentGrid clock={clock} track={track} reviews={reviews} />
    </section>
  );
});
