'use client';

import { Anchor, Skeleton, Table, Text, Title } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { EstimateBoundsFragment, ListedAdapterFragment } from '../../../../generated/graphql.ts';
import { DateTime } from '../../../components/date-time.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import { useAdapters } from '../api/use-adapters.ts';
import { formatBounds, formatPoints } from '../../../lib/points.ts';
import { AdapterState } from './adapter-state.tsx';

/** What has been trained, latest first. */
export function AdapterList() {
  const t = useTranslations('adapters.list');
  const query = useAdapters();
  const adapters = (query.data?.pages ?? []).flatMap((page) => page.adapters.nodes);
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mb={6}>
        {t('title')}
      </Title>
      {query.isError ? (
        <LoadError error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton h={160} />
      ) : adapters.length === 0 ? (
        <EmptyState
          icon={IconSchool}
          title={t('empty')}
          hint={t('emptyHint')}
          act={{ href: '/reviews', label: t('toReviews') }}
        />
      ) : (
        <AdapterTable adapters={adapters} />
      )}
      <MoreButton query={query} />
    </section>
  );
}

function AdapterTable({ adapters }: { readonly adapters: readonly ListedAdapterFragment[] }) {
  const t = useTranslations('adapters.list');
  const kinds = useTranslations('adapters.train.kinds');
  return (
    <ListTable label={t('title')} minWidth={860}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th>{t('vocabulary')}</Table.Th>
          <Table.Th ta="right">{t('spans')}</Table.Th>
          <Table.Th ta="right">{t('gain')}</Table.Th>
          <Table.Th>{t('state')}</Table.Th>
          <Table.Th>{t('when')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {adapters.map(({ id, name, kind, vocabulary, spanCount, report, refusals, createdAt }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <Anchor component={Link} href={`/adapters/${id}`} size="sm" fw={600}>
                {name}
              </Anchor>
              <Text size="xs" c="dimmed">
                {kinds(`${kind}.name`)}
              </Text>
            </Table.Td>
            <Table.Td>
              <Anchor component={Link} href={`/vocabularies/${vocabulary.id}`} size="sm">
                {vocabulary.name}
              </Anchor>
            </Table.Td>
            <Table.Td ta="right" data-label={t('spans')}>
              {spanCount}
            </Table.Td>
            <Table.Td ta="right" data-label={t('gain')}>
              <Gain gain={report.gain} />
            </Table.Td>
            <Table.Td>
              <AdapterState refusals={refusals} />
            </Table.Td>
            <Table.Td>
              <DateTime iso={createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ListTable>
  );
}

function Gain({ gain }: { readonly gain: EstimateBoundsFragment }) {
  const t = useTranslations('adapters');
  const locale = useLocale();
  const bounds = formatBounds(gain, locale);
  return (
    <>
      {t('points', { points: formatPoints(gain.value, locale) })}
      <Text size="xs" c="dimmed">
        {bounds && t('interval', bounds)}
      </Text>
    </>
  );
}
