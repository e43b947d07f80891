'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useWithAside } from '../../../lib/use-with-aside.ts';
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
  const withAside = useWithAside();
  return useMemo(() => {
    const whenOf = ({ video }: ReportCycle) => video.recordedAt ?? '';
    const inOrder = cycles.toSorted(
      (one, other) =>
        whenOf(one).localeCompare(whenOf(other)) ||
        one.video.name.localeCompare(other.video.name) ||
        one.startMs - other.startMs,
    );
    const lengthOf = ({ startMs, endMs, isOutlier }: ReportCycle) => {
      const length = times.full(endMs - startMs);
      return isOutlier ? withAside(length, t('isOutlier')) : length;
    };
    return inOrder.map((cycle, index) => ({
      index: index + 1,
      value: times.value(cycle.endMs - cycle.startMs),
      isOutlier: cycle.isOutlier,
      title: `${cycle.video.name}\n${lengthOf(cycle)}`,
      href: `/videos/${cycle.video.id}?t=${cycle.startMs}`,
    }));
  }, [cycles, times, t, withAside]);
}
