'use client';

import { useSearchParams } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { createContext, use, useMemo } from 'react';
import { useSetInAddress } from '../../../lib/url-state.ts';
import type { KnownChoice, Report } from '../api/use-report.ts';
import { choiceIn } from '../model/report-choice.ts';
import type { ReportChoice } from '../model/report-choice.ts';
import { timeIn, timeText } from '../model/time-text.ts';
import type { Concepts } from './use-concepts.ts';

/** What all parts of a report's page need. */
export interface ReportState {
  readonly report: Report;
  readonly choice: KnownChoice;
  readonly concepts: Concepts;
}

export const ReportContext = createContext<ReportState | null>(null);

export function useReportState(): ReportState {
  const state = use(ReportContext);
  if (!state) throw new Error('there is no report here');
  return state;
}

/** What the address says, and how to change a part of it. */
export function useChoice(): [ReportChoice, (name: string, value: string | null) => void] {
  return [choiceIn(useSearchParams()), useSetInAddress()];
}

/** Writes times in the unit that is chosen; the same object until that changes. */
export function useTimes() {
  const t = useTranslations('reports.units');
  const locale = useLocale();
  const { unit } = useReportState().choice;
  return useMemo(
    () => ({
      unit: t(unit),
      /** To go on with, in charts and files. */
      value: (ms: number) => timeIn(ms, unit),
      text: (ms: number) => timeText(ms, unit, locale),
      /** With the unit behind it, for sentences. */
      full: (ms: number) => t(`${unit}Of`, { time: timeText(ms, unit, locale) }),
    }),
    [t, locale, unit],
  );
}

export type Times = ReturnType<typeof useTimes>;

/** In the chosen unit; null: none is known. */
export function useTakt(): number | null {
  const times = useTimes();
  const { taktMs } = useReportState().choice;
  return taktMs === null ? null : times.value(taktMs);
}

/** Names of files: what is in it, and the version of the words. */
export function useFileName(): (what: string) => string {
  const { vocabularyVersion } = useReportState().report;
  const vocabulary = vocabularyVersion.vocabulary.name.replaceAll(/[\\/:*?"<>|\s]+/g, '-');
  return (what) => `${what}-${vocabulary}-v${vocabularyVersion.number}`;
}
