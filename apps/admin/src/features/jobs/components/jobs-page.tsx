'use client';

import { Skeleton, Table } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { JobsDocument } from '../../../../generated/graphql.ts';
import { ListTable } from '../../../components/list-table.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import { request } from '../../../lib/graphql.ts';
import { useActiveJobs } from '../../../lib/active-jobs.ts';
import { JobRow } from './job-row.tsx';

const COLUMNS = ['what', 'state', 'progress', 'rate', 'eta', 'started'] as const;
const FIGURES = new Set<string>(['rate', 'eta']);

/** What the queue does and has done; what waits or runs comes first. */
export function JobsPage() {
  const t = useTranslations('jobs');
  const active = useActiveJobs().jobs;
  const query = useInfiniteQuery({
    queryKey: ['Jobs', {}],
    queryFn: ({ pageParam, signal }) => request(JobsDocument, { after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ jobs: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
  const activeIds = new Set(active.map(({ id }) => id));
  const listed = (query.data?.pages ?? []).flatMap(({ jobs }) => jobs.nodes).filter(({ id }) => !activeIds.has(id));
  // One that has just ended may still be listed as it was.
  const rest = listed.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
  const jobs = [...active, ...rest];
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')} />
      {query.isError ? (
        <LoadError error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton h={280} />
      ) : jobs.length === 0 ? (
        <EmptyState
          icon={IconListCheck}
          title={t('empty.title')}
          hint={t('empty.hint')}
          act={{ href: '/recognitions/new', label: t('empty.start') }}
        />
      ) : (
        <ListTable label={t('title')} minWidth={820}>
          <Table.Thead>
            <Table.Tr>
              {COLUMNS.map((column) => (
                <Table.Th key={column} ta={FIGURES.has(column) ? 'right' : undefined}>
                  {t(`column.${column}`)}
                </Table.Th>
              ))}
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {jobs.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </Table.Tbody>
        </ListTable>
      )}
      <MoreButton query={query} />
    </>
  );
}

function isOpen({ state }: { readonly state: string }): boolean {
  return state === 'queued' || state === 'running';
}
