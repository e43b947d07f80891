'use client';

import { Anchor } from '@mantine/core';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from '../../../components/date-time.tsx';
import { Facts } from '../../../components/facts.tsx';
import { formatPercent } from '../../../lib/format.ts';
import type { ReportedCalibration } from '../api/use-calibrations.ts';

/** From what and how a calibration was made. */
export function CalibrationFacts({ calibration }: { readonly calibration: ReportedCalibration }) {
  const t = useTranslations('calibrations.report.facts');
  const locale = useLocale();
  const { recipe, wantedPrecision, coverage, softening, report, person, createdAt } = calibration;
  const { vocabulary, number } = recipe.vocabularyVersion;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('recipe'), recipe.name],
    [
      t('vocabulary'),
      <Anchor key="vocabulary" component={Link} href={`/vocabularies/${vocabulary.id}?version=${number}`} size="sm">
        {t('version', { name: vocabulary.name, number })}
      </Anchor>,
    ],
    [t('encoder'), recipe.encoder.title],
    [
      t('adapter'),
      recipe.adapter ? (
        <Anchor key="adapter" component={Link} href={`/adapters/${recipe.adapter.id}`} size="sm">
          {recipe.adapter.name}
        </Anchor>
      ) : (
        t('none')
      ),
    ],
    ...(recipe.adapter ? [[t('softening'), softening === 0 ? t('notSoftened') : softening] as const] : []),
    [t('wantedPrecision'), formatPercent(wantedPrecision, locale)],
    [t('coverage'), formatPercent(coverage, locale)],
    [t('windows'), report.windowCount],
    [t('when'), <DateTime key="when" iso={createdAt} />],
    ...(person ? [[t('person'), person] as const] : []),
  ];
  return <Facts title={t('title')} facts={facts} />;
}
