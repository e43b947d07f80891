'use client';

import { Anchor, Badge, Group, Select, Skeleton, Table, Text, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RecognitionVideosDocument } from '../../../../generated/graphql.ts';
import type { RecognitionVideosQuery, RunState } from '../../../../generated/graphql.ts';
import { FailureText } from '../../../components/failure-text.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { Picture } from '../../../components/picture.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import { RunBadge } from '../../../components/run-badge.tsx';
import { formatLength } from '../../../lib/format.ts';
import { request } from '../../../lib/graphql.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { FailureList } from './failure-list.tsx';
import classes from './recognitions.module.css';

interface Props {
  /** Of the recognition. */
  readonly id: string;
  readonly isActive: boolean;
}

const POLL_MS = 5000;

const STATES = ['failed', 'succeeded', 'running', 'queued', 'cancelled'] as const satisfies readonly RunState[];

interface Wanted {
  /** Null: all. */
  readonly state: RunState | null;
  readonly errorCode: string | null;
}

function useRecognitionVideos({ id, isActive }: Props, wanted: Wanted) {
  return useInfiniteQuery({
    queryKey: ['RecognitionVideos', { id, ...wanted }],
    queryFn: async ({ pageParam, signal }) => {
      const { node } = await request(RecognitionVideosDocument, { id, after: pageParam, ...wanted }, { signal });
      return node?.__typename === 'Recognition' ? node : null;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page?.videos.pageInfo.hasNextPage ? page.videos.pageInfo.endCursor : null),
    placeholderData: keepPreviousData,
    refetchInterval: isActive ? POLL_MS : false,
  });
}

/** What became of each video, and why some have failed. */
export function RecognitionVideos(props: Props) {
  const t = useTranslations('recognitions');
  const [asked, setState] = useUrlState('state');
  const [errorCode, setReason] = useUrlState('reason');
  const state = errorCode ? 'failed' : (STATES.find((each) => each === asked) ?? null);
  const query = useRecognitionVideos(props, { state, errorCode });
  if (query.isError) return <LoadError error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton h={240} />;
  const videos = query.data.pages.flatMap((page) => page?.videos.nodes ?? []);
  const failures = query.data.pages[0]?.failures ?? [];
  const choose = (next: RunState | null, reason: string | null) => {
    setState(next);
    setReason(reason);
  };
  return (
    <>
      {failures.length > 0 ? (
        <FailureList
          failures={failures}
          chosenCode={errorCode}
          onChoose={(code) => choose(code === null ? null : 'failed', code)}
        />
      ) : null}
      <section aria-label={t('videos.label')}>
        <Group justify="space-between" mb={6} gap="xs">
          <Title order={2} size="h4">
            {t('videos.label')}
          </Title>
          <StateControl state={state} onState={(next) => choose(next, null)} />
        </Group>
        {videos.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('videos.none')}
          </Text>
        ) : (
          <VideoTable videos={videos} />
        )}
        <MoreButton query={query} />
      </section>
    </>
  );
}

interface StateControlProps {
  readonly state: RunState | null;
  readonly onState: (state: RunState | null) => void;
}

function StateControl({ state, onState }: StateControlProps) {
  const t = useTranslations('recognitions');
  const words = useTranslations('common.run');
  return (
    <Select
      size="xs"
      w={150}
      aria-label={t('column.state')}
      value={state ?? 'all'}
      onChange={(value) => onState(STATES.find((each) => each === value) ?? null)}
      data={[{ value: 'all', label: t('all') }, ...STATES.map((value) => ({ value, label: words(value) }))]}
      allowDeselect={false}
    />
  );
}

type Listed = Extract<
  RecognitionVideosQuery['node'],
  { readonly __typename: 'Recognition' }
>['videos']['nodes'][number];

function VideoTable({ videos }: { readonly videos: readonly Listed[] }) {
  const t = useTranslations('recognitions');
  return (
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
                    <FailureText failure={error} withRemedy />
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
  );
}
