'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { usePlaces } from '../api/use-report.ts';
import type { Scope } from '../model/report-choice.ts';
import { shareText } from '../model/time-text.ts';
import { useReportState } from './report-context.ts';
import classes from './reports.module.css';

/** Where a scope's videos are from, in words; empty: from everywhere. */
export function usePlaceText(): (scope: Scope) => string {
  const { data: places } = usePlaces();
  return ({ stationId, libraryIds }) => {
    const station = places?.stations.find(({ id }) => id === stationId)?.path.at(-1);
    const libraries = places?.libraries.filter(({ id }) => libraryIds.includes(id)).map(({ name }) => name) ?? [];
    return [...(station === undefined ? [] : [station]), ...libraries].join(', ');
  };
}

/** What all figures of a report rest on: names and values. */
export function useHeadFacts(): (readonly [label: string, value: string])[] {
  const t = useTranslations('reports.head');
  const format = useFormatter();
  const locale = useLocale();
  const { report, choice } = useReportState();
  const place = usePlaceText()(choice);
  const { vocabularyVersion, recipe, videoCount, totalMs, reviewedMs, unknownMs } = report;
  const share = (ms: number) => (totalMs === 0 ? '–' : shareText(ms / totalMs, locale));
  const period = [choice.from, choice.until].map((day) => day ?? '').join(' – ');
  const facts = [
    ['vocabulary', t('version', { name: vocabularyVersion.vocabulary.name, number: vocabularyVersion.number })],
    ['recipe', recipe.name],
    ...(place === '' ? [] : ([['place', place]] as const)),
    ['period', choice.from || choice.until ? period : t('always')],
    ['videos', t('videoCount', { count: videoCount })],
    ['time', t('minutes', { minutes: format.number(totalMs / 60_000, { maximumFractionDigits: 1 }) })],
    ['reviewed', share(reviewedMs)],
    ['unknown', share(unknownMs)],
    ...(choice.level === null ? [] : ([['level', String(choice.level)]] as const)),
  ] as const;
  return facts.map(([name, value]) => [t(name), value]);
}

/** The same in a line, for charts that are taken out of the page. */
export function useHeadText(): string {
  return useHeadFacts()
    .map(([label, value]) => `${label}: ${value}`)
    .join('  ·  ');
}

/** On the page and in print. */
export function ReportHead() {
  const t = useTranslations('reports.head');
  return (
    <dl className={classes.head} aria-label={t('label')}>
      {useHeadFacts().map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
