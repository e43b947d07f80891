'use client';

import { Text } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import type { DifferenceEstimateFragment, AdapterFindingsFragment } from '../../../../generated/graphql.ts';
import { Figure } from '../../../components/figure.tsx';
import { formatBounds, formatPoints } from '../../../lib/points.ts';
import classes from './adapters.module.css';

/** What it gains, what it costs, and what that was measured on. */
export function GainFigures({ report }: { readonly report: AdapterFindingsFragment }) {
  const t = useTranslations('adapters.report');
  const { gain, novelGain, spanCount, videoCount, heldOut } = report;
  return (
    <section aria-label={t('figures')}>
      <dl className={classes.figures}>
        <Difference label={t('gain')} estimate={gain} note={t('gainNote')} />
        {novelGain ? (
          <Difference label={t('novel')} estimate={novelGain} note={t('novelNote')} />
        ) : (
          <Figure label={t('novel')} value="–" note={t('novelUnknown')} />
        )}
        <Figure label={t('spans')} value={spanCount} note={t('spansNote', { count: videoCount })} />
      </dl>
      <Text size="sm" mt="xs">
        {t(`heldOut.${heldOut}`, { count: videoCount })}
      </Text>
    </section>
  );
}

interface DifferenceProps {
  readonly label: string;
  readonly estimate: DifferenceEstimateFragment;
  readonly note: string;
}

function Difference({ label, estimate, note }: DifferenceProps) {
  const t = useTranslations('adapters');
  const locale = useLocale();
  const bounds = formatBounds(estimate, locale);
  return (
    <Figure
      label={label}
      value={t('points', { points: formatPoints(estimate.value, locale) })}
      note={bounds ? t('sentences', { first: t('report.interval', bounds), second: note }) : note}
    />
  );
}
