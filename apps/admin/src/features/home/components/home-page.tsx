'use client';

import { Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { PageHeader } from '../../../components/page-header.tsx';
import { Figures } from './figures.tsx';
import { FirstProject } from './first-project.tsx';
import { LatestRecognitions } from './latest-recognitions.tsx';
import { LatestVideos } from './latest-videos.tsx';
import { RunningJobs } from './running-jobs.tsx';

/** What runs, what is new, and what to do next. */
export function HomePage() {
  const t = useTranslations('home');
  return (
    <>
      <PageHeader title={t('title')} />
      <Stack gap="lg">
        <FirstProject />
        <Figures />
        <RunningJobs />
        <LatestRecognitions />
        <LatestVideos />
      </Stack>
    </>
  );
}
