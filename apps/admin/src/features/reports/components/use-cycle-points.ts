'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ReportCycle } from '../api/use-report.ts';
import { useTimes } from './report-context.ts';

/** A cycle as charts have it. */
export interface CyclePoint {
  /** From 1. */
  readonly index: number;
  /** In the chosen unit. */
  readonly value: number;
  readonly isOutlier: boolean;
  readonly title: string;
  readonly href: string;
}

/** In order of recording. */
export function useCyclePoints(cycles: readonly ReportCycle[]): readonly CyclePoint[] {
  const times = useTimes();
  const t = useTranslations('reports.cycles');
  return useMemo(() => {
    const whenOf = ({ video }: ReportCycle) => video.recordedAt ?? '';
    const inOrder = cycles.toSorted(
      (one, other) =>
        whenOf(one).localeCompare(whenOf(other)) ||
        one.video.name.localeCompare(other.video.name) ||
        one.startMs - other.startMs,
    );
    return inOrder.map(({ video, startMs, endMs, isOutlier }, index) => ({
      index: index + 1,
      value: times.value(endMs - startMs),
      isOutlier,
      title: `${video.name}\n${times.full(endMs - startMs)}${isOutlier ? ` (${t('isOutlier')})` : ''}`,
      href: `/videos/${video.id}?t=${startMs}`,
    }));
  }, [cycles, times, t]);
}
