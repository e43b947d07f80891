'use client';

import { Anchor, Button, Progress, SegmentedControl, Skeleton, Table, Text } from '@mantine/core';
import { IconPlus, IconTimeline } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RecognitionsDocument } from '../../../../generated/graphql.ts';
import type { RecognitionsQuery, RunState } from '../../../../generated/graphql.ts';
import { DateTime } from '../../../components/date-time.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import { RunBadge } from '../../../components/run-badge.tsx';
import { inTerms } from '../../../components/term.tsx';
import { request } from '../../../lib/graphql.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { isActive } from '../api/progress.ts';
import { Counts } from './counts.tsx';
import { useRecipeSummary } from './recipe-summary.tsx';

const STATES = ['running', 'queued', 'succeeded', 'failed', 'cancelled'] as const;
const POLL_MS = 3000;

function useRecognitions(state: RunState | null) {
  return useInfiniteQuery({
    queryKey: ['Recognitions', { state }],
    queryFn: ({ pageParam, signal }) => request(RecognitionsDocument, { after: pageParam, state }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ recognitions: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    refetchInterval: (query) =>
      query.state.data?.pages.some(({ recognitions }) => recognitions.nodes.some(isActive)) ? POLL_MS : false,
  });
}

/** All recognitions, latest first. */
export function RecognitionsPage() {
  const t = useTranslations('recognitions');
  const words = useTranslations('common');
  const [chosen, choose] = useUrlState('state');
  const state = STATES.find((each) => each === chosen) ?? null;
  const query = useRecognitions(state);
  const recognitions = (query.data?.pages ?? []).flatMap((page) => page.recognitions.nodes);
  const start = (
    <Permitted permission="operate">
      <Button component={Link} href="/recognitions/new" leftSection={<IconPlus size={16} aria-hidden />}>
        {t('new')}
      </Button>
    </Permitted>
  );
  return (
    <>
      <PageHeader title={t('title')} hint={t.rich('hint', inTerms)}>
        {start}
      </PageHeader>
      <SegmentedControl
        size="xs"
        mb="sm"
        maw="100%"
        style={{ overflowX: 'auto' }}
        aria-label={t('column.state')}
        value={state ?? 'all'}
        onChange={(value) => choose(value === 'all' ? null : value)}
        data={[{ value: 'all', label: t('all') }, ...STATES.map((value) => ({ value, label: words(`run.${value}`) }))]}
      />
      {query.isError ? (
        <LoadError error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton h={280} />
      ) : recognitions.length === 0 ? (
        <EmptyState icon={IconTimeline} title={t(state ? 'empty.none' : 'empty.title')} hint={t('empty.hint')}>
          {state ? null : start}
        </EmptyState>
      ) : (
        <RecognitionTable recognitions={recognitions} />
      )}
      <MoreButton query={query} />
    </>
  );
}

type Listed = RecognitionsQuery['recognitions']['nodes'][number];

/** What tells recognitions apart that are of one recording each. */
function OnlyVideo({ recognition: { videoCount, videos } }: { readonly recognition: Listed }) {
  const [only] = videos.nodes;
  return videoCount === 1 && only ? <Text size="sm">{only.video.name}</Text> : null;
}

function RecognitionTable({ recognitions }: { readonly recognitions: readonly Listed[] }) {
  const t = useTranslations('recognitions');
  const summaryOf = useRecipeSummary();
  return (
    <ListTable label={t('title')} minWidth={760}>
      <Table.Thead>
        <Table.Tr>
          {(['recipe', 'state', 'progress', 'when'] as const).map((column) => (
            <Table.Th key={column}>{t(`column.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {recognitions.map((recognition) => (
          <Table.Tr key={recognition.id}>
            <Table.Td>
              <Anchor component={Link} href={`/recognitions/${recognition.id}`} size="sm" fw={600}>
                {recognition.recipe.name}
              </Anchor>
              <OnlyVideo recognition={recognition} />
              <Text size="xs" c="dimmed">
                {summaryOf(recognition.recipe)}
              </Text>
            </Table.Td>
            <Table.Td>
              <RunBadge
                state={recognition.state}
                hasFailures={recognition.failedCount > 0}
                isPaused={recognition.pausedAt !== null}
              />
              {isActive(recognition) && recognition.priority !== 'normal' ? (
                <Text size="xs" c="dimmed">
                  {t('priority.is', { priority: t(`priority.${recognition.priority}`) })}
                </Text>
              ) : null}
            </Table.Td>
            <Table.Td miw={200}>
              {isActive(recognition) ? (
                <Progress value={recognition.progress * 100} size="sm" mb={2} aria-label={t('column.progress')} />
              ) : null}
              <Counts {...recognition} />
            </Table.Td>
            <Table.Td className="figures">
              <DateTime iso={recognition.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ListTable>
  );
}
