'use client';

import { Text } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { Figure } from '../../../components/figure.tsx';
import type { ReportedCalibration } from '../api/use-calibrations.ts';
import classes from './calibrations.module.css';

/** The figures before and after, and what they were measured on. */
export function CalibrationFigures({ calibration }: { readonly calibration: ReportedCalibration }) {
  const t = useTranslations('calibrations.report');
  const locale = useLocale();
  const { report, temperature } = calibration;
  const { before, after, logLoss, spanCount, videoCount, unknownSpanCount, previousTemperature, isAdapterHeldOut } =
    report;
  const points = (share: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(100 * share);
  const number = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  const change = (one: string, other: string | null) => (other === null ? one : `${one} ▸ ${other}`);
  return (
    <section aria-label={t('figures')}>
      <dl className={classes.figures}>
        <Figure label={t('ece')} value={change(points(before.ece), after && points(after.ece))} note={t('eceNote')} />
        <Figure
          label={t('logLoss')}
          value={logLoss ? change(number(logLoss.before), number(logLoss.after)) : '–'}
          note={t(logLoss ? 'logLossNote' : 'logLossUnknown')}
        />
        <Figure
          label={t('temperature')}
          value={change(number(previousTemperature), after && number(temperature))}
          note={t(after ? 'temperatureNote' : 'temperatureKept')}
        />
        <Figure
          label={t('spans')}
          value={spanCount}
          note={t('spansNote', { videos: videoCount, unknown: unknownSpanCount })}
        />
      </dl>
      <Text size="sm" mt="xs">
        {t(isAdapterHeldOut ? 'heldOutAdapter' : 'heldOut')}
      </Text>
    </section>
  );
}
