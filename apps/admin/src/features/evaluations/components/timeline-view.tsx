'use client';

import { Table, Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import type { TimelineFindingsFragment } from '../../../../generated/graphql.ts';
import { ListTable } from '../../../components/list-table.tsx';
import { formatPercent } from '../../../lib/format.ts';
import { formatShare } from '../../../lib/points.ts';
import { useSentences } from '../../../lib/use-sentences.ts';
import classes from './evaluations.module.css';

/** How recognised timelines compare with reviewed ones. */
export function TimelineView({ report }: { readonly report: TimelineFindingsFragment }) {
  const t = useTranslations('evaluations');
  const sentences = useSentences();
  const locale = useLocale();
  const { videoCount, leftOutCount, reviewedShare, frameAccuracy, editScore, f1, map } = report;
  const rows = [
    { name: t('measure.frameAccuracy'), about: t('timeline.about.frameAccuracy'), value: frameAccuracy },
    { name: t('measure.editScore'), about: t('timeline.about.editScore'), value: editScore },
    ...f1.map(({ overlap, value }) => ({
      name: `F1@${Math.round(100 * overlap)}`,
      about: t('timeline.about.f1'),
      value,
    })),
    ...(map ?? []).map(({ overlap, value }) => ({
      name: `mAP@${overlap}`,
      about: t('timeline.about.map'),
      value,
    })),
  ];
  return (
    <section aria-label={t('result')}>
      <Title order={2} size="h4" mb={6}>
        {t('result')}
      </Title>
      <Text size="sm" mb="xs">
        {sentences([
          t('timeline.videos', { count: videoCount, share: formatPercent(reviewedShare, locale) }),
          ...(leftOutCount > 0 ? [t('timeline.leftOut', { count: leftOutCount })] : []),
        ])}
      </Text>
      <ListTable label={t('result')} minWidth={480}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('compare.measure')}</Table.Th>
            <Table.Th ta="right">{t('timeline.value')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, about, value }) => (
            <Table.Tr key={name}>
              <Table.Td>
                <Text size="sm" fw={500}>
                  {name}
                </Text>
                <Text size="xs" c="dimmed">
                  {about}
                </Text>
              </Table.Td>
              <Table.Td ta="right" className={classes.unbroken}>
                {formatShare(value, locale)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ListTable>
    </section>
  );
}
