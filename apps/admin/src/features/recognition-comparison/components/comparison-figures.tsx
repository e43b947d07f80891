'use client';

import { SimpleGrid } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import type { ReviewedShareFragment } from '../../../../generated/graphql.ts';
import { Figure } from '../../../components/figure.tsx';
import { formatLength } from '../../../lib/format.ts';
import type { Comparison } from '../api/use-comparison.ts';

/** How much is different, and how good both are where people have looked. */
export function ComparisonFigures({ comparison }: { readonly comparison: Comparison }) {
  const t = useTranslations('recognitionComparison.figures');
  const locale = useLocale();
  const { comparedMs, changedMs, changeCount, changedVideoCount, videoCount } = comparison;
  const share = comparedMs > 0 ? changedMs / comparedMs : 0;
  return (
    <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 4 }} spacing="sm" m={0} aria-label={t('label')}>
      <Figure
        label={t('share')}
        value={percent(share, locale)}
        note={t('shareNote', { changed: formatLength(changedMs), all: formatLength(comparedMs) })}
      />
      <Figure
        label={t('parts')}
        value={changeCount.toLocaleString(locale)}
        note={t('partsNote', { changed: changedVideoCount, all: videoCount })}
      />
      <Reviewed label={t('before')} reviewed={comparison.reviewedBefore} />
      <Reviewed label={t('after')} reviewed={comparison.reviewedAfter} />
    </SimpleGrid>
  );
}

interface ReviewedProps {
  readonly label: string;
  readonly reviewed: ReviewedShareFragment | null;
}

function Reviewed({ label, reviewed }: ReviewedProps) {
  const t = useTranslations('recognitionComparison.figures');
  const locale = useLocale();
  if (!reviewed) return <Figure label={label} value="–" note={t('unreviewed')} />;
  const { accuracy, agreeingMs, reviewedMs } = reviewed;
  const note = t('agreeing', { agreeing: formatLength(agreeingMs), all: formatLength(reviewedMs) });
  return <Figure label={label} value={percent(accuracy, locale)} note={note} />;
}

/** To a tenth: small changes are what is looked for. */
function percent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1 }).format(share);
}
