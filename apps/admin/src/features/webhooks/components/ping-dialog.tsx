'use client';

import { Alert, Button, Group, Loader, Modal, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { usePing } from '../api/use-endpoints.ts';
import type { Endpoint } from '../api/use-endpoints.ts';
import { AttemptView } from './attempt-view.tsx';
import classes from './webhooks.module.css';

interface Props {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
}

/** Sends a ping as it opens, and shows how that went. */
export function PingDialog({ endpoint: { id, url }, onClose }: Props) {
  const t = useTranslations('webhooks.ping');
  const action = useTranslations('common.action');
  const errorText = useErrorText();
  const { mutate, data: attempt, error, isPending } = usePing();
  useEffect(() => mutate(id), [mutate, id]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={<span className={classes.address}>{t('title', { url })}</span>}
      centered
      size="lg"
    >
      <div role="status">
        {attempt && !isPending ? (
          <AttemptView attempt={attempt} url={url} withRemedy />
        ) : error ? null : (
          <Group gap="sm">
            <Loader size="sm" />
            <Text size="sm">{t('sending')}</Text>
          </Group>
        )}
      </div>
      {error ? (
        <Alert color="red" role="alert">
          {errorText(error)}
        </Alert>
      ) : null}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" loading={isPending} onClick={() => mutate(id)}>
          {t('again')}
        </Button>
        <Button onClick={onClose}>{action('close')}</Button>
      </Group>
    </Modal>
  );
}
