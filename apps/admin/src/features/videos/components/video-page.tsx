'use client';

import { Skeleton, Stack } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { VideoPageDocument } from '../../../../generated/graphql.ts';
import type { VideoPageQuery } from '../../../../generated/graphql.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { graphqlQuery } from '../../../lib/graphql.ts';
import { VideoView } from './video-view.tsx';

/** A video as its page has it. */
export type PageVideo = Extract<VideoPageQuery['node'], { readonly __typename: 'Video' }>;

const POLL_MS = 2000;

export function VideoPage({ id }: { readonly id: string }) {
  const t = useTranslations('common.state');
  const query = useQuery({
    ...graphqlQuery(VideoPageDocument, { id }),
    // What is being made of it appears by itself.
    refetchInterval: ({ state }) => (isWaiting(state.data) ? POLL_MS : false),
  });
  return (
    <QueryView query={query} skeleton={<VideoSkeleton />}>
      {({ node }) =>
        node?.__typename === 'Video' ? (
          <VideoView key={id} video={node} />
        ) : (
          <EmptyState
            icon={IconMapOff}
            title={t('notFound')}
            hint={t('notFoundHint')}
            act={{ href: '/', label: t('toHome') }}
          />
        )
      }
    </QueryView>
  );
}

function isWaiting(data: VideoPageQuery | undefined): boolean {
  const video = data?.node?.__typename === 'Video' ? data.node : null;
  if (!video) return false;
  return (
    video.status === 'pending' ||
    video.recognitions.nodes.some(({ state }) => state === 'queued' || state === 'running')
  );
}

function VideoSkeleton() {
  return (
    <Stack gap="md">
      <Skeleton h={54} maw={560} />
      <Skeleton h={420} />
      <Skeleton h={180} />
      <Skeleton h={320} />
    </Stack>
  );
}
