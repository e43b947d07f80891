'use client';

import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent } from 'react';
import type { Review } from '../reviewing/review.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import type { Track } from '../timeline/track.ts';
import { segmentLayout } from './segment-layout.ts';
import { SegmentRow } from './segment-row.tsx';
import classes from './segments.module.css';
import { useCurrentSegment, useFormatTime } from './video-context.ts';

const COLUMNS = ['number', 'start', 'end', 'length', 'concept', 'probability', 'review', 'runnersUp'] as const;

interface Props {
  readonly clock: PlayerClock;
  readonly track: Track;
  /** What was said about each segment. */
  readonly reviews: readonly (Review | null)[];
}

/** The rows: a click, or Enter, seeks; the current one stays in sight. */
export function SegmentGrid({ clock, track, reviews }: Props) {
  const t = useTranslations('videos.segments');
  const format = useFormatTime();
  const { segments } = track;
  const id = useId();
  const current = useCurrentSegment(clock, track);
  const { scroller, measured, layout, rows } = useRows(segments.length);
  const { cursor, setCursor, onKeyDown } = useCursor({ clock, track, current, show: rows.scrollToIndex });
  const showCurrent = useEffectEvent((index: number) => {
    if (index < 0 || document.activeElement === scroller.current) return;
    rows.scrollToIndex(index, { align: 'auto' });
  });
  useEffect(() => showCurrent(current), [current]);
  const longest = format(segments.at(-1)?.endMs ?? 0).length;
  return (
    <div
      ref={measured}
      className={classes.grid}
      data-layout={layout.name}
      style={{ '--time-width': `${longest}ch` } as CSSProperties}
      role="grid"
      aria-label={t('label')}
      aria-rowcount={segments.length + 1}
      aria-activedescendant={cursor >= 0 ? `${id}-${cursor}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className={`${classes.row} ${classes.head}`}>
        {COLUMNS.map((column) => (
          <span key={column} role="columnheader" className={classes[column]}>
            {t(column)}
          </span>
        ))}
      </div>
      <div className={classes.body} style={{ height: rows.getTotalSize() }} role="rowgroup">
        {rows.getVirtualItems().map(({ index, start }) => (
          <SegmentRow
            key={index}
            ref={rows.measureElement}
            id={`${id}-${index}`}
            index={index}
            top={start - layout.rowPx}
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
  );
}

/** Only those rows that are in sight are there. */
function useRows(count: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const layout = segmentLayout(width);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => layout.rowPx,
    overscan: 8,
    // The head stands over the first ones.
    scrollMargin: layout.rowPx,
    scrollPaddingStart: layout.rowPx,
  });
  const forgetHeights = useEffectEvent(() => rows.measure());
  useEffect(() => forgetHeights(), [layout]);
  return { scroller, measured: useMergedRef(scroller, ref), layout, rows };
}

interface CursorOptions {
  readonly clock: PlayerClock;
  readonly track: Track;
  /** The segment at the player's time. */
  readonly current: number;
  readonly show: (index: number, options: { readonly align: 'auto' }) => void;
}

/** The row that keys have gone to; -1: none. */
function useCursor({ clock, track: { segments }, current, show }: CursorOptions) {
  const [cursor, setCursor] = useState(-1);
  const moveTo = (index: number) => {
    const next = Math.min(Math.max(index, 0), segments.length - 1);
    setCursor(next);
    show(next, { align: 'auto' });
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
  return { cursor, setCursor, onKeyDown };
}
