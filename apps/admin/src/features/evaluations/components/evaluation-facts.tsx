'use client';

import { Anchor } from '@mantine/core';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from '../../../components/date-time.tsx';
import { Facts } from '../../../components/facts.tsx';
import type { FoundEvaluation } from '../api/use-evaluations.ts';

/** From what and how an evaluation was made. */
export function EvaluationFacts({ evaluation }: { readonly evaluation: FoundEvaluation }) {
  const t = useTranslations('evaluations.facts');
  const kinds = useTranslations('adapters.train.kinds');
  const locale = useLocale();
  const { recipe, vocabulary, kind, seed, tookMs, person, createdAt } = evaluation;
  const seconds = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(tookMs / 1000);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('recipe'), recipe.name],
    [
      t('vocabulary'),
      <Anchor key="vocabulary" component={Link} href={`/vocabularies/${vocabulary.id}`} size="sm">
        {vocabulary.name}
      </Anchor>,
    ],
    [t('kind'), kinds(`${kind}.name`)],
    [t('seed'), seed],
    [t('time'), t('seconds', { seconds })],
    [t('when'), <DateTime key="when" iso={createdAt} />],
    ...(person ? [[t('person'), person] as const] : []),
  ];
  return <Facts title={t('title')} facts={facts} />;
}
