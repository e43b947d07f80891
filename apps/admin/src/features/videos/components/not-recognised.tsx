'use client';

import { Button } from '@mantine/core';
import { IconAlertTriangle, IconHourglass, IconTimeline } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useFailureText } from '../../../components/failure-text.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import type { PageVideo } from './video-page.tsx';

interface Props {
  readonly video: PageVideo;
  /** Why the segments could not be loaded. */
  readonly error: Error | null;
  readonly onRetry: () => void;
}

/** What stands in place of the timeline, and what to do next. */
export function NotRecognised({ video, error, onRetry }: Props) {
  const t = useTranslations('videos.empty');
  if (error) return <LoadError error={error} onRetry={onRetry} />;
  // What is wrong with it stands in place of the player.
  if (video.status !== 'ready') return null;
  const [latest] = video.recognitions.nodes;
  const start = (
    <Permitted permission="operate">
      <Button component={Link} href={`/recognitions/new?videos=${video.id}`}>
        {t('start')}
      </Button>
    </Permitted>
  );
  if (latest?.state === 'queued' || latest?.state === 'running')
    return (
      <EmptyState icon={IconHourglass} title={t(latest.state)} hint={t('runningHint')}>
        <Button component={Link} href={`/recognitions/${latest.recognition.id}`} variant="default">
          {t('open')}
        </Button>
      </EmptyState>
    );
  if (latest?.state === 'failed')
    return (
      <EmptyState icon={IconAlertTriangle} title={t('failed')} hint={<Why error={latest.error} />}>
        {start}
      </EmptyState>
    );
  return (
    <EmptyState icon={IconTimeline} title={t('title')} hint={t('hint')}>
      {start}
    </EmptyState>
  );
}

function Why({ error }: { readonly error: PageVideo['recognitions']['nodes'][number]['error'] }) {
  const { why, remedy } = useFailureText()(error?.code ?? '');
  return (
    <span title={error?.message}>
      {why} {remedy}
    </span>
  );
}
