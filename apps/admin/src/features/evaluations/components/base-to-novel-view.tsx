'use client';

import { Table, Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { BaseToNovelFindingsFragment, MeanSpreadFragment } from '../../../../generated/graphql.ts';
import { ListTable } from '../../../components/list-table.tsx';
import { Plot } from '../../../components/plot.tsx';
import type { Draw } from '../../../components/plot.tsx';
import { formatBounds, formatPoints, formatShare } from '../../../lib/points.ts';
import { formatSeconds } from '../model/seconds.ts';
import classes from './evaluations.module.css';
import { useMethodName } from './use-method-name.ts';

const MEASURES = ['base', 'novel', 'hm', 'all'] as const;
const ROW_HEIGHT = 48;
const DOT_DISTANCE = 9;

/** What becomes of learned concepts and of the others, method by method. */
export function BaseToNovelView({ report }: { readonly report: BaseToNovelFindingsFragment }) {
  const t = useTranslations('evaluations');
  return (
    <section aria-label={t('result')}>
      <Title order={2} size="h4" mb={6}>
        {t('result')}
      </Title>
      <MeasurePlot report={report} />
      <MeasureTable report={report} />
      <Text size="xs" c="dimmed" mt={4}>
        {t('baseToNovel.note', { count: report.runCount })}
      </Text>
    </section>
  );
}

function MeasurePlot({ report: { methods } }: { readonly report: BaseToNovelFindingsFragment }) {
  const t = useTranslations('evaluations');
  const names = useMethodName();
  const draw = useCallback<Draw>(
    (plot) => {
      const dots = methods.flatMap(({ method, ...measures }) =>
        MEASURES.map((measure) => {
          const { mean, sd } = measures[measure];
          const [from, to] = [Math.max(0, 100 * (mean - (sd ?? 0))), Math.min(100, 100 * (mean + (sd ?? 0)))];
          return { name: names(method), measure: t(`measure.${measure}`), value: 100 * mean, from, to };
        }),
      );
      return {
        marginLeft: 150,
        marginRight: 20,
        marginBottom: 42,
        x: { label: t('percent'), grid: true, nice: true },
        y: { domain: methods.map(({ method }) => names(method)), label: null },
        color: { domain: MEASURES.map((measure) => t(`measure.${measure}`)), range: COLORS },
        symbol: { domain: MEASURES.map((measure) => t(`measure.${measure}`)), range: SYMBOLS, legend: true },
        // One beneath the other, so that none hides another.
        marks: MEASURES.flatMap((measure, place) => {
          const own = dots.filter((dot) => dot.measure === t(`measure.${measure}`));
          const dy = DOT_DISTANCE * (place - (MEASURES.length - 1) / 2);
          return [
            plot.ruleY(own, { x1: 'from', x2: 'to', y: 'name', stroke: 'measure', strokeOpacity: 0.6, dy }),
            plot.dot(own, { x: 'value', y: 'name', stroke: 'measure', symbol: 'measure', strokeWidth: 2, r: 4, dy }),
          ];
        }),
      };
    },
    [methods, names, t],
  );
  return <Plot label={t('baseToNovel.plot')} height={70 + ROW_HEIGHT * methods.length} draw={draw} />;
}

const COLORS = [
  'var(--mantine-primary-color-filled)',
  'var(--mantine-color-orange-7)',
  'var(--mantine-color-violet-5)',
  'var(--mantine-color-dimmed)',
];
const SYMBOLS = ['circle', 'triangle', 'diamond', 'square'];

function MeasureTable({ report }: { readonly report: BaseToNovelFindingsFragment }) {
  const t = useTranslations('evaluations');
  const adapters = useTranslations('adapters');
  const names = useMethodName();
  const locale = useLocale();
  return (
    <ListTable label={t('result')} minWidth={820}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('method')}</Table.Th>
          {MEASURES.map((measure) => (
            <Table.Th key={measure} ta="right">
              {t(`measure.${measure}`)}
            </Table.Th>
          ))}
          <Table.Th ta="right">{t('gain')}</Table.Th>
          <Table.Th ta="right">{t('measure.ece')}</Table.Th>
          <Table.Th ta="right">{t('trainSeconds')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {report.methods.map(({ method, ece, gain, trainSeconds, ...measures }) => {
          const bounds = formatBounds(gain, locale);
          return (
            <Table.Tr key={method}>
              <Table.Td fw={method === 'adapter' ? 700 : 500}>{names(method)}</Table.Td>
              {MEASURES.map((measure) => (
                <Table.Td key={measure} ta="right" className={classes.unbroken} data-label={t(`measure.${measure}`)}>
                  <ShareWithSpread spread={measures[measure]} />
                </Table.Td>
              ))}
              <Table.Td ta="right" className={classes.unbroken} data-label={t('gain')}>
                {method === 'frozen' ? '–' : formatPoints(gain.value, locale)}
                {method === 'frozen' || !bounds ? null : (
                  <Text size="xs" c="dimmed">
                    {adapters('interval', bounds)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right" className={classes.unbroken} data-label={t('measure.ece')}>
                {formatShare(ece.mean, locale)}
              </Table.Td>
              <Table.Td ta="right" className={classes.unbroken} data-label={t('trainSeconds')}>
                {trainSeconds === null ? '–' : formatSeconds(trainSeconds, locale)}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </ListTable>
  );
}

/** A mean share with its deviation beneath. */
function ShareWithSpread({ spread: { mean, sd } }: { readonly spread: MeanSpreadFragment }) {
  const locale = useLocale();
  return (
    <>
      {formatShare(mean, locale)}
      {sd === null ? null : (
        <Text size="xs" c="dimmed">
          {`± ${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(100 * sd)}`}
        </Text>
      )}
    </>
  );
}
