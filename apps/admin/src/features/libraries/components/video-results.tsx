'use client';

import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { VideoCardFragment, VideosQuery } from '../../../../generated/graphql.ts';
import { filterOfScope } from '../api/use-videos.ts';
import type { VideoScope } from '../api/use-videos.ts';
import { addressOfChoice, addressOfVideos, ALL_SELECTED, extend, NOTHING_SELECTED, toggle } from '../selection.ts';
import type { Selection } from '../selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { VideoGrid } from './video-grid.tsx';

interface Props {
  readonly scope: VideoScope;
  /** As far as they are loaded. */
  readonly videos: readonly VideoCardFragment[];
  readonly query: UseInfiniteQueryResult<InfiniteData<VideosQuery['videos']>, Error>;
}

/** The grid with what is selected in it. */
export function VideoResults({ scope, videos, query }: Props) {
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);
  const totalCount = query.data?.pages[0]?.totalCount ?? videos.length;
  const isAll = selection.isWhole || (selection.ids.size > 0 && selection.ids.size >= totalCount);
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
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <>
      <SelectionBar
        count={selection.isWhole ? totalCount : selection.ids.size}
        isAll={isAll}
        address={isAll ? addressOfChoice(scope, scope.libraryId) : addressOfVideos(selection.ids)}
        videos={
          isAll
            ? { libraryIds: scope.libraryId ? [scope.libraryId] : [], filter: filterOfScope(scope) }
            : { videoIds: [...selection.ids] }
        }
        onSelectAll={() =>
          setSelection(
            videos.length < totalCount
              ? ALL_SELECTED
              : { ...NOTHING_SELECTED, ids: new Set(videos.map(({ id }) => id)) },
          )
        }
        onClear={() => setSelection(NOTHING_SELECTED)}
      />
      <VideoGrid
        videos={videos}
        totalCount={totalCount}
        selectedIds={selection.ids}
        isAllSelected={selection.isWhole}
        onSelect={select}
        onNearEnd={loadMore}
      />
    </>
  );
}
