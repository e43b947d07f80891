'use client';

import { Anchor, Button, Group, Progress, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { CancelJobDocument } from '../../../../generated/graphql.ts';
import type { JobProgressFragment } from '../../../../generated/graphql.ts';
import { Confirm } from '../../../components/confirm.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { FailureText } from '../../../components/failure-text.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { RunBadge } from '../../../components/run-badge.tsx';
import { request } from '../../../lib/graphql.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { accepted } from '../../../lib/user-errors.ts';
import { useJobWords } from './job-words.ts';

export function JobRow({ job }: { readonly job: JobProgressFragment }) {
  const t = useTranslations('jobs');
  const client = useQueryClient();
  const errorText = useErrorText();
  const [isAsking, { open, close }] = useDisclosure();
  const { title, amount, percent, rate, remaining, href } = useJobWords()(job);
  const isActive = job.state === 'queued' || job.state === 'running';
  const cancel = useMutation({
    mutationFn: async () => accepted((await request(CancelJobDocument, { id: job.id })).cancelJob),
    onSuccess: () => notifications.show({ message: t('cancelled', { title }) }),
    onError: (error) => notifications.show({ color: 'red', title: t('cancelFailed'), message: errorText(error) }),
    onSettled: () => {
      close();
      void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => /Job|Recogni/.test(String(name)) });
    },
  });
  return (
    <Table.Tr>
      <Table.Td>
        {href ? (
          <Anchor component={Link} href={href} size="sm">
            {title}
          </Anchor>
        ) : (
          title
        )}
        {job.error ? <FailureText failure={job.error} /> : null}
      </Table.Td>
      <Table.Td>
        <RunBadge
          state={job.state}
          hasFailures={(job.recognition?.failedCount ?? 0) > 0}
          isPaused={Boolean(job.recognition?.pausedAt)}
        />
      </Table.Td>
      <Table.Td miw={200}>
        <Progress
          value={(job.recognition?.progress ?? job.progress ?? 0) * 100}
          size="sm"
          color={job.state === 'failed' ? 'red' : isActive ? 'teal' : 'gray'}
          aria-label={t('column.progress')}
        />
        <Text size="xs" c="dimmed" mt={2} className="figures">
          {[amount, percent].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td ta="right" data-label={t('column.rate')}>
        {rate ?? '–'}
      </Table.Td>
      <Table.Td ta="right" data-label={t('column.eta')}>
        {remaining ?? '–'}
      </Table.Td>
      <Table.Td>
        <DateTime iso={job.startedAt ?? job.createdAt} />
      </Table.Td>
      <Table.Td data-act>
        {isActive ? (
          <Group justify="flex-end">
            <Permitted permission="operate">
              <Button variant="default" size="compact-sm" onClick={open} aria-label={t('cancelThis', { title })}>
                {t('cancel')}
              </Button>
            </Permitted>
          </Group>
        ) : null}
        <Confirm
          isOpen={isAsking}
          title={t('confirm.title')}
          action={t('cancel')}
          isBusy={cancel.isPending}
          onConfirm={() => cancel.mutate()}
          onClose={close}
        >
          {t('confirm.text', { title })}
        </Confirm>
      </Table.Td>
    </Table.Tr>
  );
}
