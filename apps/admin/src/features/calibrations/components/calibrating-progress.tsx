'use client';

import { Alert, Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { JobProgressFragment } from '../../../../generated/graphql.ts';
import { FailureText } from '../../../components/failure-text.tsx';
import { JobProgress } from '../../../components/job-progress.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { isActive, useCancelCalibrating } from '../api/use-calibrating.ts';

interface Props {
  readonly calibrating: JobProgressFragment;
  /** It was started here: its end is news. */
  readonly isOwn: boolean;
}

/** How far a calibration is, or what became of it. */
export function CalibratingProgress({ calibrating, isOwn }: Props) {
  const t = useTranslations('calibrations.progress');
  const errorText = useErrorText();
  const cancel = useCancelCalibrating();
  const { id, state, error, calibration } = calibrating;
  if (isActive(calibrating)) {
    return (
      <div>
        <JobProgress
          job={calibrating}
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
  return calibration ? (
    <Alert color="teal" variant="light" title={t('done')} role="status">
      <Anchor component={Link} href={`/calibrations/${calibration.id}`} size="sm">
        {t('open')}
      </Anchor>
    </Alert>
  ) : null;
}
