'use client';

import { Table, Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { RobustnessFindingsFragment } from '../../../../generated/graphql.ts';
import { ListTable } from '../../../components/list-table.tsx';
import { Plot } from '../../../components/plot.tsx';
import type { Draw } from '../../../components/plot.tsx';
import { formatPoints, formatShare } from '../../../lib/points.ts';
import { useSentences } from '../../../lib/use-sentences.ts';
import classes from './evaluations.module.css';
import { METHOD_STYLES } from './method-styles.ts';
import { useMethodName } from './use-method-name.ts';

type Condition = RobustnessFindingsFragment['conditions'][number];

const ROW_HEIGHT = 26;
const METHODS = ['frozen', 'adapter'] as const;

/** What changed pictures do to recognition, without the adapter and with it. */
export function RobustnessView({ report }: { readonly report: RobustnessFindingsFragment }) {
  const t = useTranslations('evaluations');
  const sentences = useSentences();
  return (
    <section aria-label={t('result')}>
      <Title order={2} size="h4" mb={6}>
        {t('result')}
      </Title>
      <AccuracyPlot report={report} />
      <ConditionTable report={report} />
      <Text size="xs" c="dimmed" mt={4}>
        {sentences([
          t('robustness.note', { count: report.spanCount }),
          ...(report.unreadCount > 0 ? [t('robustness.unread', { count: report.unreadCount })] : []),
        ])}
      </Text>
    </section>
  );
}

function useConditionName(): (condition: Condition) => string {
  const t = useTranslations('evaluations.robustness');
  return useCallback(
    ({ corruption, strength }) =>
      corruption === null
        ? t('unchanged')
        : corruption === 'mirror'
          ? t('corruption.mirror')
          : `${t(`corruption.${corruption}`)} ${strength}`,
    [t],
  );
}

function AccuracyPlot({ report: { conditions } }: { readonly report: RobustnessFindingsFragment }) {
  const t = useTranslations('evaluations');
  const names = useMethodName();
  const nameOf = useConditionName();
  const draw = useCallback<Draw>(
    (plot) => {
      const dots = conditions.flatMap((condition) =>
        condition.methods.map(({ method, accuracy }) => ({
          condition: nameOf(condition),
          method: names(method),
          value: 100 * accuracy,
        })),
      );
      const domain = METHODS.map((method) => names(method));
      return {
        marginLeft: 150,
        marginRight: 20,
        marginBottom: 42,
        x: { label: t('percent'), grid: true, domain: [0, 100] },
        y: { domain: conditions.map((condition) => nameOf(condition)), label: null },
        color: { domain, range: METHODS.map((method) => METHOD_STYLES[method].color) },
        symbol: { domain, range: METHODS.map((method) => METHOD_STYLES[method].symbol), legend: true },
        // One beneath the other, so that none hides the other.
        marks: METHODS.map((method, place) =>
          plot.dot(
            dots.filter((dot) => dot.method === names(method)),
            {
              x: 'value',
              y: 'condition',
              stroke: 'method',
              symbol: 'method',
              strokeWidth: 2,
              r: 4,
              dy: 10 * place - 5,
            },
          ),
        ),
      };
    },
    [conditions, names, nameOf, t],
  );
  return <Plot label={t('robustness.plot')} height={70 + ROW_HEIGHT * conditions.length} draw={draw} />;
}

function ConditionTable({ report: { conditions } }: { readonly report: RobustnessFindingsFragment }) {
  const t = useTranslations('evaluations');
  const names = useMethodName();
  const nameOf = useConditionName();
  const locale = useLocale();
  return (
    <ListTable label={t('result')} minWidth={640}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('robustness.condition')}</Table.Th>
          {METHODS.map((method) => (
            <Table.Th key={method} ta="right">
              {names(method)}
              <Text size="xs" c="dimmed" fw={400}>
                {t('robustness.columns')}
              </Text>
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {conditions.map((condition) => (
          <Table.Tr key={nameOf(condition)}>
            <Table.Td>{nameOf(condition)}</Table.Td>
            {condition.methods.map(({ method, accuracy, probability, change }) => (
              <Table.Td key={method} ta="right" className={classes.unbroken} data-label={names(method)}>
                {formatShare(accuracy, locale)}
                <Text size="xs" c="dimmed">
                  {t('robustness.probability', {
                    share: formatShare(probability, locale),
                    change: formatPoints(change, locale),
                  })}
                </Text>
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ListTable>
  );
}
