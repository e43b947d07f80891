'use client';

import { Anchor, Skeleton, Table } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ListedCalibrationFragment } from '../../../../generated/graphql.ts';
import { DateTime } from '../../../components/date-time.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useCalibrations } from '../api/use-calibrations.ts';

/** What has been calibrated, latest first. */
export function CalibrationList() {
  const t = useTranslations('calibrations.list');
  const query = useCalibrations();
  const calibrations = (query.data?.pages ?? []).flatMap((page) => page.calibrations.nodes);
  return (
    <div>
      {query.isError ? (
        <LoadError error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton h={120} />
      ) : calibrations.length === 0 ? (
        <EmptyState
          icon={IconGauge}
          title={t('empty')}
          hint={t('emptyHint')}
          act={{ href: '/reviews', label: t('toReviews') }}
        />
      ) : (
        <CalibrationTable calibrations={calibrations} />
      )}
      <MoreButton query={query} />
    </div>
  );
}

function CalibrationTable({ calibrations }: { readonly calibrations: readonly ListedCalibrationFragment[] }) {
  const t = useTranslations('calibrations.list');
  const locale = useLocale();
  const points = (share: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(100 * share);
  return (
    <ListTable label={t('title')} minWidth={760}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th>{t('vocabulary')}</Table.Th>
          <Table.Th ta="right">{t('spans')}</Table.Th>
          <Table.Th ta="right">{t('ece')}</Table.Th>
          <Table.Th>{t('state')}</Table.Th>
          <Table.Th>{t('when')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {calibrations.map(({ id, name, vocabulary, spanCount, report, createdAt }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <Anchor component={Link} href={`/calibrations/${id}`} size="sm" fw={600}>
                {name}
              </Anchor>
            </Table.Td>
            <Table.Td>
              <Anchor component={Link} href={`/vocabularies/${vocabulary.id}`} size="sm">
                {vocabulary.name}
              </Anchor>
            </Table.Td>
            <Table.Td ta="right" data-label={t('spans')}>
              {spanCount}
            </Table.Td>
            <Table.Td ta="right" data-label={t('ece')}>
              {report.after ? `${points(report.before.ece)} ▸ ${points(report.after.ece)}` : points(report.before.ece)}
            </Table.Td>
            <Table.Td>
              <Tag color={report.after ? 'teal' : 'gray'}>{t(report.after ? 'better' : 'kept')}</Tag>
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
