'use client';

import { Alert, Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { JobProgressFragment } from '../../../../generated/graphql.ts';
import { FailureText } from '../../../components/failure-text.tsx';
import { JobProgress } from '../../../components/job-progress.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { isActive, useCancelTraining } from '../api/use-training.ts';

interface Props {
  readonly training: JobProgressFragment;
  /** It was started here: its end is news. */
  readonly isOwn: boolean;
}

/** How far a training is, or what became of it. */
export function TrainingProgress({ training, isOwn }: Props) {
  const t = useTranslations('adapters.progress');
  const errorText = useErrorText();
  const cancel = useCancelTraining();
  const { id, state, error, adapter } = training;
  if (isActive(training)) {
    return (
      <div>
        <JobProgress
          job={training}
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
  return adapter ? (
    <Alert color="teal" variant="light" title={t('done')} role="status">
      <Anchor component={Link} href={`/adapters/${adapter.id}`} size="sm">
        {t('open')}
      </Anchor>
    </Alert>
  ) : null;
}
