'use client';

import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { VideoCardFragment, VideosQuery } from '../../../../generated/graphql.ts';
import type { VideoScope } from '../api/use-videos.ts';
import { loadVideoIds } from '../api/use-videos.ts';
import { extend, NOTHING_SELECTED, toggle } from '../selection.ts';
import type { Selection } from '../selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { VideoGrid } from './video-grid.tsx';

interface Props {
  readonly scope: VideoScope;
  /** As far as they are loaded. */
  readonly videos: readonly VideoCardFragment[];
  /** Libraries that hold exactly the videos of the scope; null where a filter leaves some out. */
  readonly wholeIds: readonly string[] | null;
  readonly query: UseInfiniteQueryResult<InfiniteData<VideosQuery['videos']>, Error>;
}

/** The grid with what is selected in it. */
export function VideoResults({ scope, videos, wholeIds, query }: Props) {
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);
  const totalCount = query.data?.pages[0]?.totalCount ?? videos.length;
  const isAll = selection.ids.size > 0 && selection.ids.size >= totalCount;
  const select = useCallback(
    (id: string, isRange: boolean) =>
      setSelection((before) =>
        isRange
          ? extend(
              before,
              id,
              videos.map((video) => video.id),
            )
          : toggle(before, id),
      ),
    [videos],
  );
  const selectAll = async () => {
    const loaded = videos.map(({ id }) => id);
    const ids = loaded.length >= totalCount ? loaded : await loadVideoIds(scope);
    setSelection({ ids: new Set(ids), anchorId: null });
  };
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <>
      <SelectionBar
        ids={selection.ids}
        isAll={isAll}
        libraryIds={isAll ? wholeIds : null}
        onSelectAll={selectAll}
        onClear={() => setSelection(NOTHING_SELECTED)}
      />
      <VideoGrid
        videos={videos}
        totalCount={totalCount}
        selectedIds={selection.ids}
        onSelect={select}
        onNearEnd={loadMore}
      />
    </>
  );
}
