'use client';

import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { PublicationPanel } from '../../../components/publication-panel.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useComparison } from '../api/use-comparison.ts';
import type { Comparison } from '../api/use-comparison.ts';
import { ComparedVideos } from './compared-videos.tsx';
import { ComparisonFigures } from './comparison-figures.tsx';
import { ConceptTable } from './concept-table.tsx';
import { SwapTable } from './swap-table.tsx';

/** A recognition's results beside those that they replace. */
export function ComparisonPage({ id }: { readonly id: string }) {
  const t = useTranslations('recognitionComparison');
  return (
    <>
      <Anchor component={Link} href={`/recognitions/${id}`} size="sm">
        {t('back')}
      </Anchor>
      <PageHeader title={t('title')} hint={t('hint')} />
      <Stack gap="lg">
        <PublicationPanel recognitionId={id} isComparison />
        <QueryView query={useComparison(id)} skeleton={<ComparisonSkeleton />}>
          {({ compareRecognition }) => <ComparisonView id={id} comparison={compareRecognition} />}
        </QueryView>
      </Stack>
    </>
  );
}

function ComparisonSkeleton() {
  const t = useTranslations('recognitionComparison');
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('slow')}
      </Text>
      <Skeleton h={84} />
      <Skeleton h={360} />
    </Stack>
  );
}

function ComparisonView({ id, comparison }: { readonly id: string; readonly comparison: Comparison }) {
  const t = useTranslations('recognitionComparison');
  const { videoCount, uncomparedCount, changeCount, recognition } = comparison;
  if (videoCount === 0) return <EmptyState icon={IconGitCompare} title={t('none.title')} hint={t('none.hint')} />;
  return (
    <>
      <Text size="sm">
        {recognition.recipe.name}
        {uncomparedCount > 0 ? ` · ${t('uncompared', { count: uncomparedCount })}` : ''}
      </Text>
      <ComparisonFigures comparison={comparison} />
      {changeCount > 0 ? <SwapTable comparison={comparison} /> : <Text size="sm">{t('swaps.none')}</Text>}
      <ConceptTable concepts={comparison.concepts} />
      {changeCount > 0 ? <ComparedVideos id={id} concepts={comparison.concepts} /> : null}
    </>
  );
}
