'use client';

import { Anchor } from '@mantine/core';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from '../../../components/date-time.tsx';
import { Facts } from '../../../components/facts.tsx';
import type { ReportedAdapter } from '../api/use-adapters.ts';

/** From what and how an adapter was made. */
export function TrainingFacts({ adapter }: { readonly adapter: ReportedAdapter }) {
  const t = useTranslations('adapters.report.facts');
  const kinds = useTranslations('adapters.train.kinds');
  const locale = useLocale();
  const { recipe, kind, seed, spanCount, concepts, trainedInMs, person, createdAt } = adapter;
  const { vocabulary, number } = recipe.vocabularyVersion;
  const seconds = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(trainedInMs / 1000);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('recipe'), recipe.name],
    [
      t('vocabulary'),
      <Anchor key="vocabulary" component={Link} href={`/vocabularies/${vocabulary.id}?version=${number}`} size="sm">
        {t('version', { name: vocabulary.name, number })}
      </Anchor>,
    ],
    [t('encoder'), recipe.encoder.title],
    [t('kind'), kinds(`${kind}.name`)],
    [t('seed'), seed],
    [t('spans'), t('spansOf', { spans: spanCount, concepts: concepts.length })],
    [t('time'), t('seconds', { seconds })],
    [t('when'), <DateTime key="when" iso={createdAt} />],
    ...(person ? [[t('person'), person] as const] : []),
  ];
  return <Facts title={t('title')} facts={facts} />;
}
