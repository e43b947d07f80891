'use client';

import { Alert, Button, Group, Modal, SimpleGrid, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toInstant, toLocal } from '../../../lib/local-time.ts';
import { useProblemText } from '../../../lib/problem-text.ts';
import { useReplay, useReplayPreview } from '../api/use-endpoints.ts';
import type { Endpoint } from '../api/use-endpoints.ts';
import classes from './webhooks.module.css';

const HOUR_MS = 3_600_000;

interface Props {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
}

/** Sends again what has changed in a time; says how much that is before. */
export function ReplayDialog({ endpoint: { id, url, disabledReason }, onClose }: Props) {
  const t = useTranslations('webhooks.replay');
  const action = useTranslations('common.action');
  const problems = useProblemText();
  const [from, setFrom] = useState(() => toLocal(new Date(Date.now() - HOUR_MS)));
  const [until, setUntil] = useState('');
  const input = { endpointId: id, fromTime: toInstant(from), toTime: toInstant(until) };
  const { query: preview, isBehind } = useReplayPreview(input);
  const replay = useReplay();
  const problem = problems.besides(replay.error ?? preview.error, []);
  const count = input.fromTime && !preview.isError ? preview.data : undefined;
  const submit = () =>
    replay.mutate(input, {
      onSuccess: (made) => {
        notifications.show({ message: t('done', { count: made }) });
        onClose();
      },
    });
  return (
    <Modal
      opened
      onClose={onClose}
      title={<span className={classes.address}>{t('title', { url })}</span>}
      centered
      size="lg"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('hint')}</Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              type="datetime-local"
              label={t('from')}
              value={from}
              onChange={({ currentTarget }) => setFrom(currentTarget.value)}
              error={input.fromTime ? null : t('fromMissing')}
              required
              data-autofocus
            />
            <TextInput
              type="datetime-local"
              label={t('until')}
              description={t('untilNow')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={until}
              onChange={({ currentTarget }) => setUntil(currentTarget.value)}
            />
          </SimpleGrid>
          <div role="status">
            {count === undefined ? (
              input.fromTime && !problem ? (
                <Skeleton h={22} aria-hidden />
              ) : null
            ) : (
              <Text size="sm" fw={600} c={isBehind ? 'dimmed' : undefined}>
                {t('preview', { count })} {count > 0 && disabledReason ? t('waits') : null}
              </Text>
            )}
          </div>
          {problem ? (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {action('cancel')}
            </Button>
            <Button type="submit" loading={replay.isPending} disabled={!count || isBehind}>
              {t('now', { count: count ?? 0 })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
