'use client';

import { useElementSize } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { VideoCardFragment } from '../../../../generated/graphql.ts';
import classes from './libraries.module.css';
import { VideoCard } from './video-card.tsx';

const MIN_CARD_WIDTH = 210;
const GAP = 16;
/** What a card has beside its picture. */
const TEXT_HEIGHT = 76;

interface Props {
  /** As far as they are loaded. */
  readonly videos: readonly VideoCardFragment[];
  readonly totalCount: number;
  readonly selectedIds: ReadonlySet<string>;
  /** All are, those that are not loaded yet included. */
  readonly isAllSelected: boolean;
  readonly onSelect: (id: string, isRange: boolean) => void;
  readonly onNearEnd: () => void;
}

/** Cards in rows; only the rows near the window are there. */
export function VideoGrid({ videos, totalCount, selectedIds, isAllSelected, onSelect, onNearEnd }: Props) {
  const t = useTranslations('libraries.videos');
  const { ref: sizeRef, width } = useElementSize();
  const list = useRef<HTMLDivElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  const columns = Math.max(1, Math.floor((width + GAP) / (MIN_CARD_WIDTH + GAP)));
  const cardWidth = (width - GAP * (columns - 1)) / columns;
  const virtualizer = useWindowVirtualizer({
    count: width === 0 ? 0 : Math.ceil(videos.length / columns),
    estimateSize: () => (cardWidth * 9) / 16 + TEXT_HEIGHT + GAP,
    overscan: 3,
    scrollMargin,
  });
  const rows = virtualizer.getVirtualItems();
  // What stands above grows and shrinks; the list has to know where it begins.
  useLayoutEffect(() => {
    const top = list.current ? list.current.getBoundingClientRect().top + window.scrollY : 0;
    if (Math.abs(top - scrollMargin) > 1) setScrollMargin(top);
  });
  useEffect(() => virtualizer.measure(), [virtualizer, columns, cardWidth]);
  const lastIndex = ((rows.at(-1)?.index ?? -1) + 1) * columns;
  useEffect(() => {
    if (lastIndex >= videos.length - 2 * columns && videos.length < totalCount) onNearEnd();
  }, [lastIndex, videos.length, totalCount, columns, onNearEnd]);
  return (
    <div ref={sizeRef}>
      <div
        ref={list}
        className={classes.grid}
        style={{ height: virtualizer.getTotalSize() }}
        role="list"
        aria-label={t('title')}
      >
        {rows.map(({ key, index, start }) => (
          <div
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            className={classes.row}
            role="presentation"
            style={{
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              transform: `translateY(${start - scrollMargin}px)`,
            }}
          >
            {videos.slice(index * columns, (index + 1) * columns).map((video, column) => (
              <VideoCard
                key={video.id}
                video={video}
                position={index * columns + column + 1}
                totalCount={totalCount}
                isSelected={isAllSelected || selectedIds.has(video.id)}
                onSelect={onSelect}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
