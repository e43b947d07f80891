'use client';

import { Button, Skeleton } from '@mantine/core';
import { IconMovie, IconSearch } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { LibraryFragment } from '../../../../generated/graphql.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useVideoChoice } from '../../../lib/use-video-choice.ts';
import { isNarrowed } from '../../../lib/video-choice.ts';
import { useActiveScans } from '../api/use-libraries.ts';
import { ORDERS, useVideos } from '../api/use-videos.ts';
import type { OrderName, VideoScope } from '../api/use-videos.ts';
import classes from './libraries.module.css';
import { VideoResults } from './video-results.tsx';
import { VideoToolbar } from './video-toolbar.tsx';

/** What people narrow the list down by; the station is chosen elsewhere. */
const CONDITIONS = ['text', 'status', 'from', 'until', 'operatorId', 'withoutId'] as const;

interface Props {
  /** Null: those of the chosen station. */
  readonly library: LibraryFragment | null;
  readonly onUpload: () => void;
}

/** The videos of the chosen place: search, filter, order, and the grid. */
export function VideoBrowser({ library, onUpload }: Props) {
  const t = useTranslations('libraries.videos');
  const [choice, change] = useVideoChoice();
  const [order, setOrder] = useUrlState('order');
  const scope: VideoScope = {
    ...choice,
    libraryId: library?.id ?? null,
    order: order !== null && Object.hasOwn(ORDERS, order) ? (order as OrderName) : 'newest',
  };
  const scans = useActiveScans();
  const query = useVideos(scope, { isScanning: scans.size > 0 });
  const isFiltered = isNarrowed({ ...choice, stationId: null });
  const clear = () => {
    for (const part of CONDITIONS) change(part, null);
  };
  return (
    <section aria-label={t('title')}>
      <VideoToolbar
        scope={scope}
        count={query.data?.pages[0]?.totalCount ?? null}
        onChange={change}
        onOrder={setOrder}
      />
      {render()}
    </section>
  );

  function render() {
    if (query.data === undefined) {
      return query.isError ? <LoadError error={query.error} onRetry={() => void query.refetch()} /> : <Waiting />;
    }
    const videos = query.data.pages.flatMap(({ nodes }) => nodes);
    if (videos.length > 0) {
      return <VideoResults key={JSON.stringify(scope)} scope={scope} videos={videos} query={query} />;
    }
    return isFiltered ? (
      <EmptyState icon={IconSearch} title={t('noMatch')} hint={t('noMatchHint')}>
        <Button variant="default" onClick={clear}>
          {t('clear')}
        </Button>
      </EmptyState>
    ) : (
      <EmptyState icon={IconMovie} title={t('none')} hint={t('noneHint')}>
        <Permitted permission="operate">
          <Button onClick={onUpload}>{t('upload')}</Button>
        </Permitted>
      </EmptyState>
    );
  }
}

function Waiting() {
  return (
    <div
      className={classes.row}
      style={{ position: 'static', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', marginTop: 12 }}
      aria-hidden
    >
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} h={210} />
      ))}
    </div>
  );
}
