'use client';

import { Alert, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { EncoderCardFragment, JobProgressFragment } from '../../../../generated/graphql.ts';
import { JobProgress } from '../../../components/job-progress.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { isActivePull, useCancelPull, usePullEncoder } from '../api/use-encoders.ts';
import { LicenceDialog } from './licence-dialog.tsx';
import { PullFailure } from './pull-failure.tsx';

interface Props {
  readonly encoder: EncoderCardFragment;
  readonly pull: JobProgressFragment | null;
}

/** The way of an encoder onto this server: licence, download, what went wrong. */
export function EncoderPull({ encoder, pull }: Props) {
  const t = useTranslations('encoders');
  const [isAsking, { open, close }] = useDisclosure();
  const errorText = useErrorText();
  const start = usePullEncoder();
  const cancel = useCancelPull();
  const { id, title } = encoder;
  const problem = start.error ?? cancel.error;
  if (pull && isActivePull(pull)) {
    return (
      <JobProgress
        job={pull}
        label={t('pulling')}
        name={t('pullingName', { title })}
        onCancel={() => cancel.mutate(pull.id)}
        isCancelling={cancel.isPending}
      />
    );
  }
  const agree = () => {
    close();
    start.mutate(id);
  };
  return (
    <>
      {pull?.state === 'failed' && pull.error ? (
        <PullFailure catalogueId={encoder.catalogueId} error={pull.error} />
      ) : null}
      {pull?.state === 'cancelled' ? (
        <Text size="sm" c="dimmed">
          {t('cancelled')}
        </Text>
      ) : null}
      {problem ? (
        <Alert color="red" role="alert">
          {errorText(problem)}
        </Alert>
      ) : null}
      <Group mt="auto">
        <Permitted permission="operate">
          <Button
            leftSection={<IconDownload size={16} aria-hidden />}
            variant="default"
            loading={start.isPending}
            onClick={open}
            aria-label={t('pullName', { title })}
          >
            {pull ? t('pullAgain') : t('pull')}
          </Button>
        </Permitted>
      </Group>
      <LicenceDialog encoder={encoder} isOpen={isAsking} onAccept={agree} onClose={close} />
    </>
  );
}
