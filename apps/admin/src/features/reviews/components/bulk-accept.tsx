'use client';

import { Button, Group, Modal, Slider, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { LoadError } from '../../../components/query-view.tsx';
import { formatPercent } from '../../../lib/format.ts';
import type { Decisions } from '../api/use-decisions.ts';
import { useQueueProbabilities } from '../api/use-queue.ts';
import { probableDecisions } from '../model/probable-decisions.ts';

interface Props {
  readonly vocabularyId: string | null;
  readonly decisions: Decisions;
}

/** Decides all that is probable enough, on all pages. */
export function BulkAccept(props: Props) {
  const t = useTranslations('reviews.bulk');
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('open')}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t('title')} centered>
        <AcceptForm {...props} onClose={close} />
      </Modal>
    </>
  );
}

function AcceptForm({
  vocabularyId,
  decisions: { decided, decide, isBusy },
  onClose,
}: Props & { onClose: () => void }) {
  const t = useTranslations('reviews.bulk');
  const tAction = useTranslations('common.action');
  const locale = useLocale();
  const [percent, setPercent] = useState(90);
  const query = useQueueProbabilities(vocabularyId);
  const waiting = query.data?.filter(({ id }) => !decided.has(id)) ?? [];
  const chosen = probableDecisions(waiting, percent / 100);
  const count = chosen.length;
  const submit = () =>
    decide(chosen, {
      onSuccess: () => {
        notifications.show({ message: t('done', { count }) });
        onClose();
      },
    });
  if (query.isError) return <LoadError error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Stack gap="md">
      <Text size="sm">{t('hint')}</Text>
      <div>
        <Group justify="space-between">
          <Text size="sm">{t('threshold')}</Text>
          <Text size="sm" fw={600} className="figures">
            {formatPercent(percent / 100, locale)}
          </Text>
        </Group>
        <Slider min={50} max={100} label={null} thumbLabel={t('threshold')} value={percent} onChange={setPercent} />
      </div>
      <Text size="sm" c="dimmed" role="status" mih={20}>
        {query.isPending ? t('counting') : count === 0 ? t('none') : ''}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {tAction('cancel')}
        </Button>
        <Button disabled={count === 0} loading={isBusy} onClick={submit}>
          {t('action', { count })}
        </Button>
      </Group>
    </Stack>
  );
}
