'use client';

import { Alert, Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { JobProgressFragment } from '../../generated/graphql.ts';
import { FailureText } from './failure-text.tsx';
import { JobProgress } from './job-progress.tsx';
import { useErrorText } from '../lib/use-error-text.ts';
import { isLearning, useCancelLearning } from './use-learning-jobs.ts';

interface Props {
  readonly job: JobProgressFragment;
  /** It was started here: its end is news. */
  readonly isOwn: boolean;
  /** What it makes. */
  readonly makes: 'adapters' | 'calibrations' | 'evaluations';
}

/** How far a job that learns from reviews is, or what became of it. */
export function LearningProgress({ job, isOwn, makes }: Props) {
  const t = useTranslations('learning');
  const errorText = useErrorText();
  const cancel = useCancelLearning();
  const { id, state, error } = job;
  const made = job.adapter ?? job.calibration ?? job.evaluation;
  if (isLearning(job)) {
    return (
      <div>
        <JobProgress
          job={job}
          label={t(`${makes}.running`)}
          name={t(`${makes}.running`)}
          onCancel={() => cancel.mutate(id)}
          isCancelling={cancel.isPending}
        />
        {cancel.error ? (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {errorText(cancel.error)}
          </Text>
        ) : null}
      </div>
    );
  }
  if (state === 'failed' && error)
    return (
      <Alert color="red" variant="light" title={t(`${makes}.failed`)} role="alert">
        <FailureText failure={error} withRemedy />
      </Alert>
    );
  if (!isOwn) return null;
  if (state === 'cancelled')
    return (
      <Text size="sm" c="dimmed" role="status">
        {t(`${makes}.cancelled`)}
      </Text>
    );
  return made ? (
    <Alert color="teal" variant="light" title={t(`${makes}.done`)} role="status">
      <Anchor component={Link} href={`/${makes}/${made.id}`} size="sm">
        {t(`${makes}.open`)}
      </Anchor>
    </Alert>
  ) : null;
}
