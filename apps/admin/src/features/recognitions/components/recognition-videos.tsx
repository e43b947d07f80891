'use client';

import { Anchor, Badge, Group, Skeleton, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RecognitionVideosDocument } from '../../../../generated/graphql.ts';
import { FailureText } from '../../../components/failure-text.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { Picture } from '../../../components/picture.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import { RunBadge } from '../../../components/run-badge.tsx';
import { formatLength } from '../../../lib/format.ts';
import { request } from '../../../lib/graphql.ts';
import classes from './recognitions.module.css';

interface Props {
  /** Of the recognition. */
  readonly id: string;
  readonly isActive: boolean;
}

const POLL_MS = 5000;

function useRecognitionVideos({ id, isActive }: Props) {
  return useInfiniteQuery({
    queryKey: ['RecognitionVideos', { id }],
    queryFn: async ({ pageParam, signal }) => {
      const { node } = await request(RecognitionVideosDocument, { id, after: pageParam }, { signal });
      return node?.__typename === 'Recognition' ? node.videos : null;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null),
    refetchInterval: isActive ? POLL_MS : false,
  });
}

/** What became of each video. */
export function RecognitionVideos(props: Props) {
  const t = useTranslations('recognitions');
  const query = useRecognitionVideos(props);
  if (query.isError) return <LoadError error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton h={240} />;
  const videos = query.data.pages.flatMap((page) => page?.nodes ?? []);
  return (
    <section aria-label={t('videos.label')}>
      <Title order={2} size="h4" mb={6}>
        {t('videos.label')}
      </Title>
      <ListTable label={t('videos.label')} minWidth={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('videos.video')}</Table.Th>
            <Table.Th className={classes.unbroken}>{t('column.state')}</Table.Th>
            <Table.Th ta="right" className={classes.unbroken}>
              {t('videos.length')}
            </Table.Th>
            <Table.Th ta="right" className={classes.unbroken}>
              {t('videos.segments')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {videos.map(({ id, state, isCurrent, isHeld, segmentCount, error, video }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Group gap="sm" wrap="nowrap">
                  {video.posterUrl ? (
                    <Picture className={classes.poster} src={video.posterUrl} />
                  ) : (
                    <span className={classes.poster} />
                  )}
                  <div>
                    <Anchor component={Link} href={`/videos/${video.id}?recognition=${id}`} size="sm">
                      {video.name}
                    </Anchor>
                    {error ? (
                      <FailureText failure={error} />
                    ) : (
                      <Text size="xs" c="dimmed">
                        {video.library.name}
                      </Text>
                    )}
                  </div>
                </Group>
              </Table.Td>
              <Table.Td>
                <Group gap={6} wrap="nowrap">
                  <RunBadge state={state} />
                  {isCurrent || isHeld ? (
                    <Badge variant="outline" radius="sm" tt="none" fw={600} color={isHeld ? 'gray' : 'teal'}>
                      {t(isHeld ? 'videos.held' : 'videos.current')}
                    </Badge>
                  ) : null}
                </Group>
              </Table.Td>
              <Table.Td ta="right" className={classes.unbroken}>
                {video.durationMs === null ? '–' : formatLength(video.durationMs)}
              </Table.Td>
              <Table.Td ta="right" data-label={t('videos.segments')}>
                {state === 'succeeded' ? segmentCount : '–'}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ListTable>
      <MoreButton query={query} />
    </section>
  );
}
