'use client';

import { Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { CalibrationFindingsFragment } from '../../../../generated/graphql.ts';
import classes from './calibrations.module.css';
import { ReliabilityDiagram } from './reliability-diagram.tsx';

/** How far probabilities were from what was right, before and after. */
export function Reliability({ report }: { readonly report: CalibrationFindingsFragment }) {
  const t = useTranslations('calibrations.report.diagram');
  const { before, after } = report;
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mb={6}>
        {t('title')}
      </Title>
      <div className={classes.diagrams}>
        <ReliabilityDiagram title={t(after ? 'before' : 'now')} figures={before} />
        {after ? <ReliabilityDiagram title={t('after')} figures={after} /> : null}
      </div>
      <Text size="xs" c="dimmed" mt={4}>
        {t('note')}
      </Text>
    </section>
  );
}
