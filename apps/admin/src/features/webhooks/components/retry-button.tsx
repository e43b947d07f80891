'use client';

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';
import { formatMoment } from '../../../lib/format.ts';
import { useTellProblem } from '../../../lib/use-tell-problem.ts';
import { useRetryDelivery } from '../api/use-deliveries.ts';
import type { ListedDelivery } from '../api/use-deliveries.ts';
import { useTypeName } from './use-type-name.ts';

interface Props {
  readonly delivery: Pick<ListedDelivery, 'id' | 'type' | 'createdAt'>;
  readonly label: string;
}

/** Sends a delivery once more, at once. */
export function RetryButton({ delivery: { id, type, createdAt }, label }: Props) {
  const t = useTranslations('webhooks');
  const onError = useTellProblem();
  const nameOf = useTypeName();
  const time = formatMoment(createdAt, useLocale(), { to: 'second' });
  const retry = useRetryDelivery();
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconRefresh size={14} aria-hidden />}
      aria-label={`${label}: ${nameOf(type)}, ${time}`}
      loading={retry.isPending}
      onClick={() =>
        retry.mutate(id, {
          onSuccess: () => notifications.show({ message: t('delivery.resent') }),
          onError,
        })
      }
    >
      {label}
    </Button>
  );
}
