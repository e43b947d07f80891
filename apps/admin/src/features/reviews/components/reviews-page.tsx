'use client';

import { Tabs } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { PageHeader } from '../../../components/page-header.tsx';
import { inTerms } from '../../../components/term.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { NextReviews } from './next-reviews.tsx';
import { SplitReviews } from './split-reviews.tsx';

/** What a person is asked to look at: proposals, and reviews that a split has left open. */
export function ReviewsPage() {
  const t = useTranslations('reviews');
  const [shown, show] = useUrlState('show');
  return (
    <>
      <PageHeader title={t('title')} hint={t.rich('pageHint', inTerms)} />
      <Tabs
        value={shown === 'splits' ? 'splits' : 'next'}
        onChange={(tab) => show(tab === 'splits' ? tab : null)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="next">{t('tab.next')}</Tabs.Tab>
          <Tabs.Tab value="splits">{t('tab.splits')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="next">
          <NextReviews />
        </Tabs.Panel>
        <Tabs.Panel value="splits">
          <SplitReviews />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
