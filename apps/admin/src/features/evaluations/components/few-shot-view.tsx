'use client';

import { Table, Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { FewShotFindingsFragment, RecognitionMethod } from '../../../../generated/graphql.ts';
import { ListTable } from '../../../components/list-table.tsx';
import { Plot } from '../../../components/plot.tsx';
import type { Draw } from '../../../components/plot.tsx';
import { formatShare } from '../../../lib/points.ts';
import { formatSeconds } from '../model/seconds.ts';
import classes from './evaluations.module.css';
import { METHOD_STYLES } from './method-styles.ts';
import { useMethodName } from './use-method-name.ts';

/** Those whose interval is drawn: all of them would hide each other. */
const WITH_INTERVAL: readonly RecognitionMethod[] = ['frozen', 'adapter'];

/** What more reviews are worth, method by method. */
export function FewShotView({ report }: { readonly report: FewShotFindingsFragment }) {
  const t = useTranslations('evaluations');
  return (
    <section aria-label={t('result')}>
      <Title order={2} size="h4" mb={6}>
        {t('result')}
      </Title>
      <Curve report={report} />
      <PointTable report={report} />
      <Text size="xs" c="dimmed" mt={4}>
        {t('fewShot.note', { count: report.runCount, tested: report.testedCount })}
      </Text>
    </section>
  );
}

function Curve({ report: { points } }: { readonly report: FewShotFindingsFragment }) {
  const t = useTranslations('evaluations');
  const names = useMethodName();
  const draw = useCallback<Draw>(
    (plot) => {
      const dots = points.flatMap(({ shots, methods }) =>
        methods.map(({ method, all, accuracy: { low, high } }) => ({
          shots,
          method,
          name: names(method),
          value: 100 * all.mean,
          // Shares end at 0 and 1; what the interval of their mean reaches beyond says nothing.
          ...(low === null || high === null ? {} : { low: 100 * Math.max(0, low), high: 100 * Math.min(1, high) }),
        })),
      );
      const methods = points[0]!.methods.map(({ method }) => method);
      const bands = dots.filter(({ method, low }) => WITH_INTERVAL.includes(method) && low !== undefined);
      return {
        marginTop: 24,
        x: { type: 'point', domain: points.map(({ shots }) => shots), label: t('fewShot.axis'), padding: 0.3 },
        y: { label: t('percent'), grid: true, nice: true },
        color: {
          domain: methods.map((method) => names(method)),
          range: methods.map((method) => METHOD_STYLES[method].color),
        },
        symbol: {
          domain: methods.map((method) => names(method)),
          range: methods.map((method) => METHOD_STYLES[method].symbol),
          legend: true,
        },
        marks: [
          plot.areaY(bands, { x: 'shots', y1: 'low', y2: 'high', fill: 'name', z: 'name', fillOpacity: 0.12 }),
          ...methods.map((method) =>
            plot.line(
              dots.filter((dot) => dot.method === method),
              {
                x: 'shots',
                y: 'value',
                stroke: 'name',
                strokeDasharray: METHOD_STYLES[method].dash,
                strokeWidth: method === 'adapter' ? 2.5 : 1.5,
              },
            ),
          ),
          plot.dot(dots, { x: 'shots', y: 'value', stroke: 'name', symbol: 'name', strokeWidth: 2, r: 4 }),
        ],
      };
    },
    [points, names, t],
  );
  return <Plot label={t('fewShot.plot')} height={340} draw={draw} />;
}

function PointTable({ report: { points } }: { readonly report: FewShotFindingsFragment }) {
  const t = useTranslations('evaluations');
  const adapters = useTranslations('adapters');
  const names = useMethodName();
  const locale = useLocale();
  const methods = points[0]!.methods.map(({ method }) => method);
  return (
    <ListTable label={t('result')} minWidth={220 + 110 * points.length}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('method')}</Table.Th>
          {points.map(({ shots, learnedCount }) => (
            <Table.Th key={shots} ta="right">
              {t('fewShot.shots', { count: shots })}
              <Text size="xs" c="dimmed" fw={400}>
                {t('fewShot.learned', { count: Math.round(learnedCount) })}
              </Text>
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {methods.map((method) => (
          <Table.Tr key={method}>
            <Table.Td fw={method === 'adapter' ? 700 : 500}>{names(method)}</Table.Td>
            {points.map(({ shots, methods: figures }) => {
              const { all, accuracy, trainSeconds } = figures.find((figure) => figure.method === method)!;
              const { low, high } = accuracy;
              return (
                <Table.Td
                  key={shots}
                  ta="right"
                  className={classes.unbroken}
                  data-label={t('fewShot.shots', { count: shots })}
                >
                  {formatShare(all.mean, locale)}
                  {low === null || high === null ? null : (
                    <Text size="xs" c="dimmed">
                      {adapters('interval', { low: percent(low, locale), high: percent(high, locale) })}
                    </Text>
                  )}
                  {trainSeconds === null ? null : (
                    <Text size="xs" c="dimmed">
                      {formatSeconds(trainSeconds, locale)}
                    </Text>
                  )}
                </Table.Td>
              );
            })}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ListTable>
  );
}

function percent(share: number, locale: string): string {
  // The widened interval may reach beyond what a share can be.
  const within = Math.min(1, Math.max(0, share));
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(100 * within);
}
