'use client';

import { Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { formatPercent } from '../../../lib/format.ts';
import type { Pilot } from '../api/use-pilot-report.ts';
import { nextSteps } from '../model/next-steps.ts';
import type { NextStep } from '../model/next-steps.ts';
import classes from './pilot-report.module.css';

/** What follows from what the pilot has shown. */
export function NextSteps({ pilot }: { readonly pilot: Pilot }) {
  const t = useTranslations('evaluations.pilot');
  const gone = useTranslations('evaluations.confusion')('gone');
  const locale = useLocale();
  const { adapter, concepts } = pilot;
  const { report } = adapter;
  const steps = nextSteps({
    refusals: adapter.refusals,
    videoCount: report.videoCount,
    frozenRight: report.methods.find(({ method }) => method === 'frozen')?.all ?? 0,
    learned: report.concepts.map(({ contents, ...counts }) => ({ label: contents[0]?.label ?? gone, ...counts })),
    concepts: concepts.map(({ content, ...counts }) => ({ label: content.label, ...counts })),
  });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const sentence = (step: NextStep) => {
    if (step.kind === 'reviewConcepts')
      return t('step.reviewConcepts', {
        wanted: list.format(step.wanted.map(({ label, count }) => t('step.wanted', { label, count }))),
      });
    if (step.kind === 'reviewVideos' || step.kind === 'reviewOtherConcepts')
      return t(`step.${step.kind}`, { count: step.count });
    if (step.kind === 'notWorthIt') return t('step.notWorthIt', { share: formatPercent(step.right, locale) });
    return t(`step.${step.kind}`);
  };
  return (
    <section aria-label={t('next')} className={classes.next}>
      <Title order={2} size="h4" mb={4}>
        {t('next')}
      </Title>
      <ol className={classes.list}>
        {steps.map((step) => (
          <Text key={step.kind} component="li">
            {sentence(step)}
          </Text>
        ))}
      </ol>
    </section>
  );
}
