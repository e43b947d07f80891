'use client';

import { Alert, Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { JobProgressFragment } from '../../../../generated/graphql.ts';
import { FailureText } from '../../../components/failure-text.tsx';
import { JobProgress } from '../../../components/job-progress.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useCancelEvaluation } from '../api/use-evaluate.ts';

interface Props {
  readonly job: JobProgressFragment;
  /** It was started here: its end is news. */
  readonly isOwn: boolean;
}

export function isActive({ state }: JobProgressFragment): boolean {
  return state === 'queued' || state === 'running';
}

/** How far an evaluation is, or what became of it. */
export function EvaluationProgress({ job, isOwn }: Props) {
  const t = useTranslations('evaluations.progress');
  const errorText = useErrorText();
  const cancel = useCancelEvaluation();
  const { id, state, error, evaluation } = job;
  if (isActive(job)) {
    return (
      <div>
        <JobProgress
          job={job}
          label={t('running')}
          name={t('running')}
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
      <Alert color="red" variant="light" title={t('failed')} role="alert">
        <FailureText failure={error} withRemedy />
      </Alert>
    );
  if (!isOwn) return null;
  if (state === 'cancelled')
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('cancelled')}
      </Text>
    );
  return evaluation ? (
    <Alert color="teal" variant="light" title={t('done')} role="status">
      <Anchor component={Link} href={`/evaluations/${evaluation.id}`} size="sm">
        {t('open')}
      </Anchor>
    </Alert>
  ) : null;
}
