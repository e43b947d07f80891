'use client';

import { Group, Title } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { memo, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { saveText } from '../../../lib/save-text.ts';
import { segmentsCsv } from '../timeline/segments-csv.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import type { Track } from '../timeline/track.ts';
import type { Review } from '../reviewing/review.ts';
import { DownloadMenu } from './download-menu.tsx';
import { SegmentRow } from './segment-row.tsx';
import classes from './tables.module.css';
import { useCurrentSegment } from './video-context.ts';

const ROW_PX = 32;
const COLUMNS = ['number', 'start', 'end', 'length', 'concept', 'probability', 'review', 'runnersUp'] as const;
const FIGURES = new Set<string>(['number', 'start', 'end', 'length', 'probability']);

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

/** The timeline as a table, in step with it: a row seeks, and the current one stays in sight. */
export const SegmentTable = memo(function SegmentTable(props: Props) {
  const { clock, track, reviews, fileName, annotationsUrl, importButton } = props;
  const t = useTranslations('videos');
  const { segments } = track;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const current = useCurrentSegment(clock, track);
  const [cursor, setCursor] = useState(-1);
  const rows = useVirtualizer({
    count: segments.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    scrollPaddingStart: ROW_PX,
  });
  const showCurrent = useEffectEvent((index: number) => {
    if (index < 0 || document.activeElement === scroller.current) return;
    rows.scrollToIndex(index, { align: 'auto' });
  });
  useEffect(() => showCurrent(current), [current]);

  const moveTo = (index: number) => {
    const next = Math.min(Math.max(index, 0), segments.length - 1);
    setCursor(next);
    rows.scrollToIndex(next, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const from = cursor < 0 ? current : cursor;
    const places: Readonly<Record<string, number>> = {
      ArrowDown: from + 1,
      ArrowUp: from - 1,
      PageDown: from + 10,
      PageUp: from - 10,
      Home: 0,
      End: segments.length - 1,
    };
    const place = places[event.key];
    if (place === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (place !== undefined) moveTo(place);
    else if (segments[from]) clock.seek(segments[from].startMs);
  };
  return (
    <section aria-label={t('segments.label')}>
      <Group justify="space-between" mb={6}>
        <Title order={2} size="h4">
          {t('segments.label')} ({segments.length.toLocaleString()})
        </Title>
        <Group gap="xs">
          {importButton}
          <DownloadMenu
            annotationsUrl={annotationsUrl}
            onTable={() => saveText(`${fileName}.csv`, 'text/csv;charset=utf-8', segmentsCsv(track, t('unknown')))}
          />
        </Group>
      </Group>
      <div
        ref={scroller}
        className={classes.grid}
        role="grid"
        aria-label={t('segments.label')}
        aria-rowcount={segments.length + 1}
        aria-activedescendant={cursor >= 0 ? `${id}-${cursor}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className={`${classes.row} ${classes.head}`}>
          {COLUMNS.map((column) => (
            <span key={column} role="columnheader" className={FIGURES.has(column) ? classes.figure : undefined}>
              {t(`segments.${column}`)}
            </span>
          ))}
        </div>
        <div className={classes.body} style={{ height: rows.getTotalSize() }} role="rowgroup">
          {rows.getVirtualItems().map(({ index, start }) => (
            <SegmentRow
              key={index}
              id={`${id}-${index}`}
              index={index}
              top={start}
              track={track}
              review={reviews[index] ?? null}
              isCurrent={index === current}
              isCursor={index === cursor}
              onSeek={() => {
                setCursor(index);
                clock.seek(segments[index]!.startMs);
              }}
            />
          ))}
        </div>
      </div>
    </section>
  );
});
