'use client';

import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { JobProgressFragment } from '../../../../generated/graphql.ts';
import { JobProgress } from '../../../components/job-progress.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useActiveJobs } from '../../../lib/active-jobs.ts';
import { Section } from './section.tsx';

/** Jobs that wait or run. */
export function RunningJobs() {
  const t = useTranslations('home');
  const { query } = useActiveJobs();
  return (
    <Section title={t('running')}>
      <QueryView query={query} skeleton={<Skeleton h={20} w="40%" />}>
        {({ jobs }) =>
          jobs.nodes.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('idle')}
            </Text>
          ) : (
            <Stack gap="md">
              {jobs.nodes.map((job) => (
                <RunningJob key={job.id} job={job} />
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Section>
  );
}

function RunningJob({ job }: { readonly job: JobProgressFragment }) {
  const t = useTranslations('home.job');
  const { text, href } = describe();
  const label = (
    <Anchor component={Link} href={href} inherit>
      {text}
    </Anchor>
  );
  return <JobProgress job={job} label={label} name={text} />;

  function describe(): { readonly text: string; readonly href: string } {
    const { recognition, library, encoder } = job;
    if (recognition) {
      return { text: t('recognize', { name: recognition.recipe.name }), href: `/recognitions/${recognition.id}` };
    }
    if (library) {
      const { name } = library;
      return {
        text: job.kind === 'expire' ? t('expire', { name }) : t('scan', { name }),
        href: `/libraries?library=${library.id}`,
      };
    }
    if (encoder) return { text: t('pull', { name: encoder.title }), href: '/encoders' };
    if (job.kind === 'train') return { text: t('train'), href: '/adapters' };
    if (job.kind === 'calibrate') return { text: t('calibrate'), href: '/adapters' };
    return { text: t('other', { name: job.kind }), href: '/jobs' };
  }
}
