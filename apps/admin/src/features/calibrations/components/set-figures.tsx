'use client';

import { Group, Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { Figure } from '../../../components/figure.tsx';
import { formatPercent } from '../../../lib/format.ts';
import type { ReportedCalibration } from '../api/use-calibrations.ts';
import classes from './calibrations.module.css';

const KINDS = ['one', 'many', 'empty'] as const;

/** Sets of concepts that hold the true one as often as stated: how large they have to be. */
export function ConformalSets({ calibration }: { readonly calibration: ReportedCalibration }) {
  const t = useTranslations('calibrations.report.sets');
  const locale = useLocale();
  const { coverage, report } = calibration;
  const { heldOut, missingCount } = report.sets;
  const percent = (share: number) => formatPercent(share, locale);
  const size = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(heldOut.size);
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mb={6}>
        {t('title')}
      </Title>
      <Text size="sm" mb="xs">
        {missingCount > 0
          ? t('missing', { coverage: percent(coverage), count: missingCount })
          : t('summary', { coverage: percent(coverage), size })}
      </Text>
      <dl className={classes.figures}>
        <Figure
          label={t('covered')}
          value={percent(heldOut.covered)}
          note={t('coveredNote', { count: heldOut.spanCount })}
        />
        <Figure label={t('size')} value={size} note={t('sizeNote')} />
        <Figure label={t('one')} value={percent(heldOut.one)} note={t('oneNote')} />
      </dl>
      <div className={classes.shares} aria-hidden style={{ marginBlock: 12 }}>
        {KINDS.filter((kind) => heldOut[kind] > 0).map((kind) => (
          <div key={kind} className={classes[kind]} style={{ flexGrow: heldOut[kind] }} />
        ))}
      </div>
      <Group gap="md">
        {KINDS.map((kind) => (
          <Group key={kind} gap={6} wrap="nowrap">
            <span aria-hidden className={`${classes.swatch} ${classes[kind]}`} />
            <Text size="xs">{t(`share.${kind}`, { share: percent(heldOut[kind]) })}</Text>
          </Group>
        ))}
      </Group>
    </section>
  );
}
