'use client';

import { Anchor, Popover, Progress, RingProgress, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { JobProgressFragment } from '../../../../generated/graphql.ts';
import { useActiveJobs } from '../../../lib/active-jobs.ts';
import { useJobEvents } from '../api/active-jobs.ts';
import { useJobWords } from './job-words.ts';
import classes from './jobs-ring.module.css';

/** In the header: how far everything is that runs. Nothing is shown where nothing runs. */
export function JobsRing() {
  const t = useTranslations('jobs.ring');
  useJobEvents();
  const { jobs } = useActiveJobs();
  const wordsOf = useJobWords();
  const [isOpen, { toggle, close }] = useDisclosure();
  if (jobs.length === 0) return null;
  const share = jobs.reduce((sum, { progress }) => sum + (progress ?? 0), 0) / jobs.length;
  const slowest = jobs.toSorted((a, b) => (b.etaMs ?? -1) - (a.etaMs ?? -1))[0]!;
  const { remaining } = wordsOf(slowest);
  return (
    <Popover
      opened={isOpen}
      onChange={(next) => next || close()}
      width={320}
      position="bottom-end"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton className={classes.button} onClick={toggle} aria-label={t('label', { count: jobs.length })}>
          <RingProgress size={30} thickness={4} sections={[{ value: share * 100, color: 'teal' }]} aria-hidden />
          <Text size="xs" visibleFrom="sm" className="figures" aria-hidden>
            {remaining ?? t('count', { count: jobs.length })}
          </Text>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          {jobs.slice(0, 5).map((job) => (
            <ActiveJob key={job.id} job={job} />
          ))}
          {jobs.length > 5 ? (
            <Text size="xs" c="dimmed">
              {t('more', { count: jobs.length - 5 })}
            </Text>
          ) : null}
          <Anchor component={Link} href="/jobs" size="sm" onClick={close}>
            {t('all')}
          </Anchor>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function ActiveJob({ job }: { readonly job: JobProgressFragment }) {
  const t = useTranslations('common.run');
  const { title, amount, rate, remaining } = useJobWords()(job);
  return (
    <div>
      <Text size="sm" fw={600} lh={1.35}>
        {title}
      </Text>
      <Progress value={(job.progress ?? 0) * 100} size="sm" my={4} aria-label={title} />
      <Text size="xs" c="dimmed" className="figures">
        {[job.state === 'queued' ? t('queued') : amount, rate, remaining].filter(Boolean).join(' · ')}
      </Text>
    </div>
  );
}
