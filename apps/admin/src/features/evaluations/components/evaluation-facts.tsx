'use client';

import { Anchor, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from '../../../components/date-time.tsx';
import type { FoundEvaluation } from '../api/use-evaluations.ts';
import classes from './evaluations.module.css';

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
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mb={6}>
        {t('title')}
      </Title>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <Text component="dt" size="xs" c="dimmed">
              {name}
            </Text>
            <Text component="dd" size="sm" m={0} className="figures">
              {value}
            </Text>
          </div>
        ))}
      </dl>
    </section>
  );
}
