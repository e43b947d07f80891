'use client';

import { Group, SegmentedControl, Table, Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ConfusionFindingsFragment, MatrixFindingsFragment } from '../../../../generated/graphql.ts';
import { ListTable } from '../../../components/list-table.tsx';
import { formatBounds, formatPoints, formatShare } from '../../../lib/points.ts';
import { ConfusionMatrix } from './confusion-matrix.tsx';
import classes from './evaluations.module.css';
import { useMethodName } from './use-method-name.ts';

type Side = 'frozen' | 'adapted';

/** What is taken for what, before and after. */
export function ConfusionView({ report }: { readonly report: ConfusionFindingsFragment }) {
  const t = useTranslations('evaluations');
  const [side, setSide] = useState<Side>('adapted');
  const gone = t('confusion.gone');
  const labels = report.concepts.map(({ contents }) => contents.map(({ label }) => label).join(' / ') || gone);
  return (
    <>
      <section aria-label={t('confusion.matrix')}>
        <Group justify="space-between" gap="sm" mb={6}>
          <Title order={2} size="h4">
            {t('confusion.matrix')}
          </Title>
          <SegmentedControl
            size="xs"
            aria-label={t('confusion.side')}
            data={(['frozen', 'adapted'] as const).map((value) => ({ value, label: t(`confusion.${value}`) }))}
            value={side}
            onChange={(value) => setSide(value as Side)}
          />
        </Group>
        <ConfusionMatrix labels={labels} rows={report[side].rows} />
        <Text size="xs" c="dimmed" mt={4}>
          {t('confusion.note')}
        </Text>
      </section>
      <section aria-label={t('confusion.worst')}>
        <Title order={2} size="h4" mb={6}>
          {t('confusion.worst')}
        </Title>
        <div className={classes.sides}>
          <WorstPairs title={t('confusion.frozen')} matrix={report.frozen} labels={labels} />
          <WorstPairs title={t('confusion.adapted')} matrix={report.adapted} labels={labels} />
        </div>
      </section>
      <MethodShares methods={report.heldOutMethods} />
    </>
  );
}

interface WorstProps {
  readonly title: string;
  readonly matrix: MatrixFindingsFragment;
  readonly labels: readonly string[];
}

function WorstPairs({ title, matrix, labels }: WorstProps) {
  const t = useTranslations('evaluations.confusion');
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      {matrix.worst.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noneWrong')}
        </Text>
      ) : (
        <ol className={classes.pairs}>
          {matrix.worst.map(({ shown, found, count, shownCount }) => (
            <li key={`${shown} ${found}`}>
              {t('pair', { shown: labels[shown]!, found: labels[found]!, count, all: shownCount })}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function MethodShares({ methods }: { readonly methods: ConfusionFindingsFragment['heldOutMethods'] }) {
  const t = useTranslations('evaluations');
  const adapters = useTranslations('adapters');
  const names = useMethodName();
  const locale = useLocale();
  return (
    <section aria-label={t('methods')}>
      <Title order={2} size="h4" mb={6}>
        {t('methods')}
      </Title>
      <ListTable label={t('methods')} minWidth={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('method')}</Table.Th>
            <Table.Th ta="right">{t('measure.all')}</Table.Th>
            <Table.Th ta="right">{t('gain')}</Table.Th>
            <Table.Th ta="right">{t('measure.ece')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {methods.map(({ method, all, ece, gain }) => {
            const bounds = formatBounds(gain, locale);
            return (
              <Table.Tr key={method}>
                <Table.Td fw={method === 'adapter' ? 700 : 500}>{names(method)}</Table.Td>
                <Table.Td ta="right" className={classes.unbroken} data-label={t('measure.all')}>
                  {formatShare(all, locale)}
                </Table.Td>
                <Table.Td ta="right" className={classes.unbroken} data-label={t('gain')}>
                  {method === 'frozen' ? '–' : formatPoints(gain.value, locale)}
                  {method === 'frozen' || !bounds ? null : (
                    <Text size="xs" c="dimmed">
                      {adapters('interval', bounds)}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right" className={classes.unbroken} data-label={t('measure.ece')}>
                  {formatShare(ece, locale)}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </ListTable>
    </section>
  );
}
