'use client';

import { Anchor, SegmentedControl, Text } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { BARS } from '../model/report-choice.ts';
import { shareText } from '../model/time-text.ts';
import { shortNames, yamazumi } from '../model/yamazumi.ts';
import type { Yamazumi, YamazumiBar } from '../model/yamazumi.ts';
import { CompareLink } from './compare-link.tsx';
import { OperatorsYamazumi } from './operators-yamazumi.tsx';
import { useChoice, useReportState, useTimes } from './report-context.ts';
import { ReportTable } from './report-table.tsx';
import type { Column } from './report-table.tsx';
import classes from './reports.module.css';
import { useFigureColumns } from './use-figure-columns.ts';
import { useStackSheet } from './use-stack-sheet.ts';
import { ValueClassHint } from './value-class-hint.tsx';
import { YamazumiChart } from './yamazumi-chart.tsx';

/** Stations' mean cycles side by side, against the takt: who everybody waits for. */
export function YamazumiView() {
  const t = useTranslations('reports.yamazumi');
  const { report, choice } = useReportState();
  const { taktMs, colors } = choice;
  const by = choice.bars ?? (report.stations.length > 1 ? 'stations' : 'videos');
  const found = useMemo(() => {
    const names = shortNames(report.stations.map(({ station }) => station.path.map(({ name }) => name)));
    const stations = report.stations.map(({ station, ...work }, index) => ({
      ...work,
      id: station.id,
      name: names[index]!,
    }));
    const videos = report.videos.map(({ video, ...work }) => ({ ...work, id: video.id, name: video.name }));
    return yamazumi(by === 'videos' ? videos : stations, taktMs);
  }, [report, by, taktMs]);
  if (by === 'operators') {
    return (
      <OperatorsYamazumi>
        <Switches by={by} />
      </OperatorsYamazumi>
    );
  }
  return (
    <>
      {found.balance ? (
        <>
          <Sentences found={found} by={by} />
          {colors === 'value' ? <ValueClassHint /> : null}
          <YamazumiChart bars={found.bars}>
            <Switches by={by} />
          </YamazumiChart>
          <BarTable bars={found.bars} by={by} />
        </>
      ) : (
        <>
          <Switches by={by} />
          <EmptyState icon={IconStack2} title={t('empty.title')} hint={t('empty.hint')} />
        </>
      )}
    </>
  );
}

type By = (typeof BARS)[number];

function Switches({ by }: { readonly by: By }) {
  const t = useTranslations('reports.yamazumi');
  const [, set] = useChoice();
  const { colors } = useReportState().choice;
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('barsBy')}
        data={BARS.map((value) => ({ value, label: t(`bars.${value}`) }))}
        value={by}
        onChange={(value) => set('bars', value)}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('colorsBy')}
        data={(['concept', 'value'] as const).map((value) => ({ value, label: t(`colors.${value}`) }))}
        value={colors}
        onChange={(value) => set('colors', value === 'concept' ? null : value)}
      />
    </>
  );
}

/** What the chart says, in words. */
function Sentences({ found: { bars, without, balance }, by }: { readonly found: Yamazumi; readonly by: By }) {
  const t = useTranslations('reports.yamazumi');
  const locale = useLocale();
  const times = useTimes();
  const { taktMs } = useReportState().choice;
  if (!balance) return null;
  const bottleneck = bars[balance.bottleneckIndex]!;
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const over = balance.overTaktIndices.map((index) => bars[index]!.name);
  return (
    <div className={classes.sentences} role="status">
      <Text fw={600}>
        {bars.length === 1
          ? t('single', { name: bottleneck.name, time: times.full(bottleneck.meanMs), count: bottleneck.cycleCount })
          : t('bottleneck', { name: bottleneck.name, time: times.full(bottleneck.meanMs) })}
      </Text>
      <Text size="sm">
        {bars.length > 1 ? t('efficiency', { share: shareText(balance.efficiency, locale), count: bars.length }) : ''}
        {taktMs === null
          ? t('noTakt')
          : over.length === 0
            ? t('withinTakt', { takt: times.full(taktMs) })
            : t('overTakt', { takt: times.full(taktMs), names: list.format(over) })}
        {balance.leastStationCount === null || bars.length === 1
          ? ''
          : t('leastStations', { count: balance.leastStationCount })}
      </Text>
      {by === 'videos' ? (
        <Text size="xs" c="dimmed">
          {t('videosAsStations')}
        </Text>
      ) : null}
      {without.length > 0 ? (
        <Text size="xs" c="dimmed">
          {t('without', { names: list.format(without) })}
        </Text>
      ) : null}
    </div>
  );
}

function BarTable({ bars, by }: { readonly bars: readonly YamazumiBar[]; readonly by: By }) {
  const t = useTranslations('reports.yamazumi');
  const times = useTimes();
  const figures = useFigureColumns();
  const { taktMs } = useReportState().choice;
  const columns: Column<YamazumiBar>[] = [
    { name: t(`bars.${by}`), isText: true, value: ({ name }) => name },
    { name: t('cycleCount'), value: ({ cycleCount }) => cycleCount },
    figures.time(t('mean', { unit: times.unit }), ({ meanMs }) => meanMs),
    ...(taktMs === null
      ? []
      : [
          {
            name: t('toTakt', { unit: times.unit }),
            format: 'time' as const,
            value: ({ meanMs }: YamazumiBar) => times.value(meanMs - taktMs),
            show: ({ meanMs }: YamazumiBar) => (
              <Text component="span" size="sm" fw={meanMs > taktMs ? 700 : 400}>
                {meanMs > taktMs ? '▲ +' : ''}
                {times.text(meanMs - taktMs)}
              </Text>
            ),
          },
        ]),
    {
      name: t('worst', { unit: times.unit }),
      format: 'time',
      value: ({ worst }) => times.value(worst.endMs - worst.startMs),
      show: ({ name, worst: { video, startMs, endMs } }) => (
        <Anchor
          component={Link}
          prefetch={false}
          size="sm"
          href={`/videos/${video.id}?t=${startMs}`}
          title={t('openWorst', { name })}
        >
          {times.text(endMs - startMs)}
        </Anchor>
      ),
    },
    {
      name: t('compare'),
      only: 'screen',
      value: () => null,
      show: ({ name, cycleCount, worst, best }) =>
        cycleCount > 1 ? (
          <CompareLink left={best} right={worst} label={t('compareWorst', { name })}>
            {t('withBest')}
          </CompareLink>
        ) : null,
    },
  ];
  useStackSheet(bars, t(`bars.${by}`));
  return (
    <ReportTable
      title={t('table')}
      name="yamazumi"
      columns={columns}
      rows={bars}
      keyOf={({ id }) => id}
      minWidth={560}
    />
  );
}
