'use client';

import { Skeleton, Stack } from '@mantine/core';
import { IconBook2, IconGitCompare } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useComparisonVersions } from '../api/use-comparison.ts';
import type { ComparedVocabulary } from '../api/use-comparison.ts';
import { ComparisonHeader } from './comparison-header.tsx';
import { ComparisonView } from './comparison-view.tsx';

/** Any two versions of a vocabulary side by side; the address has their numbers. */
export function ComparisonPage({ id }: { readonly id: string }) {
  const t = useTranslations('common.state');
  const query = useComparisonVersions(id);
  return (
    <QueryView query={query} skeleton={<ComparisonSkeleton />}>
      {(vocabulary) =>
        vocabulary ? (
          <Loaded vocabulary={vocabulary} />
        ) : (
          <EmptyState icon={IconBook2} title={t('notFound')} hint={t('notFoundHint')} />
        )
      }
    </QueryView>
  );
}

function Loaded({ vocabulary }: { readonly vocabulary: ComparedVocabulary }) {
  const t = useTranslations('vocabularyComparison.one');
  const [fromNumber, setFrom] = useUrlState('from');
  const [toNumber, setTo] = useUrlState('to');
  const versions = vocabulary.versions.nodes;
  const numbered = (number: string | null) => versions.find((version) => String(version.number) === number);
  const to = numbered(toNumber) ?? versions[0];
  const from = numbered(fromNumber) ?? versions.find(({ id }) => id !== to?.id);
  return (
    <>
      <ComparisonHeader
        vocabulary={vocabulary}
        from={from}
        to={to}
        onChange={(nextFrom, nextTo) => {
          setFrom(String(nextFrom));
          setTo(String(nextTo));
        }}
      />
      {from && to ? (
        <ComparisonView vocabularyId={vocabulary.id} from={from} to={to} />
      ) : (
        <EmptyState icon={IconGitCompare} title={t('title')} hint={t('hint')} />
      )}
    </>
  );
}

function ComparisonSkeleton() {
  return (
    <Stack gap="md" aria-hidden>
      <Skeleton height={84} />
      <Skeleton height={420} />
    </Stack>
  );
}
