'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { JobProgressFragment } from '../../../../generated/graphql.ts';
import { formatBytes, formatPercent } from '../../../lib/format.ts';
import { formatRemaining } from '../../../lib/remaining.ts';

export interface JobWords {
  /** What it does, and with what. */
  readonly title: string;
  /** How far it is: `3 / 12 videos`. */
  readonly amount: string;
  /** Null while it is not known. */
  readonly percent: string | null;
  readonly rate: string | null;
  readonly remaining: string | null;
  /** Where its result is. */
  readonly href: string | null;
}

const KINDS = ['scan', 'recognize', 'pull', 'expire', 'train', 'calibrate'];

/** What people read about a job. */
export function useJobWords(): (job: JobProgressFragment) => JobWords {
  const t = useTranslations('jobs');
  const locale = useLocale();
  return (job) => {
    const { kind, unit, totalCount, rate, etaMs, library, recognition, encoder, adapter, calibration, state } = job;
    // As the recognition's own page counts: what has been stopped is not done.
    const doneCount = recognition ? recognition.succeededCount + recognition.failedCount : job.doneCount;
    const progress = recognition?.progress ?? job.progress;
    const failedCount = recognition?.failedCount ?? 0;
    const of = (count: number) =>
      unit === 'bytes' ? formatBytes(count, locale) : new Intl.NumberFormat(locale).format(count);
    const subject =
      library?.name ?? recognition?.recipe.name ?? encoder?.title ?? adapter?.name ?? calibration?.name ?? null;
    const known = KINDS.includes(kind) ? t(`kind.${kind as 'scan'}`) : kind;
    const isRunning = state === 'running';
    const removed = job.removed && removedOf(job.removed);
    const perSecond = rate === null ? null : unit === 'bytes' ? of(rate) : rate.toFixed(rate < 10 ? 2 : 0);
    return {
      title: subject ? t('of', { kind: known, subject }) : known,
      amount: [
        totalCount > 0 ? t(`amount.${unit}`, { done: of(doneCount), total: of(totalCount) }) : '',
        failedCount > 0 ? t('failed', { count: failedCount }) : '',
        removed ? t('removed', { count: removed.count, size: formatBytes(removed.sizeBytes, locale) }) : '',
      ]
        .filter(Boolean)
        .join(' · '),
      percent: progress === null ? null : formatPercent(progress, locale),
      rate: isRunning && perSecond !== null ? t(`rate.${unit}`, { rate: perSecond }) : null,
      remaining: isRunning && etaMs !== null ? t('remaining', { time: formatRemaining(etaMs, locale) }) : null,
      href: recognition
        ? `/recognitions/${recognition.id}`
        : library
          ? `/libraries?library=${library.id}`
          : adapter
            ? `/adapters/${adapter.id}`
            : calibration
              ? `/calibrations/${calibration.id}`
              : hrefOf(kind),
    };
  };
}

/** All that was removed, together. */
function removedOf({ supersededResults, embeddings, pictures }: NonNullable<JobProgressFragment['removed']>) {
  const amounts = [supersededResults, embeddings, pictures];
  return {
    count: amounts.reduce((sum, { count }) => sum + count, 0),
    sizeBytes: amounts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

function hrefOf(kind: string): string | null {
  if (kind === 'train' || kind === 'calibrate') return '/adapters';
  return kind === 'pull' ? '/encoders' : null;
}
