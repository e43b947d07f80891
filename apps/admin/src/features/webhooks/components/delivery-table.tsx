'use client';

import { Anchor, Table, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { DateTime } from '../../../components/date-time.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { ThingName } from '../../../components/thing-name.tsx';
import { useSetInAddress } from '../../../lib/url-state.ts';
import type { ListedDelivery } from '../api/use-deliveries.ts';
import { reasonOf } from '../model/attempt.ts';
import { subjectOf } from '../model/subject-of.ts';
import { DeliveryStateTag } from './delivery-state.tsx';
import { RetryButton } from './retry-button.tsx';
import { useTypeName } from './use-type-name.ts';
import classes from './webhooks.module.css';

export function DeliveryTable({ deliveries }: { readonly deliveries: readonly ListedDelivery[] }) {
  const t = useTranslations('webhooks.log');
  return (
    <ListTable label={t('title')} minWidth={860}>
      <Table.Thead>
        <Table.Tr>
          {(['type', 'endpoint', 'state', 'result', 'createdAt'] as const).map((column) => (
            <Table.Th key={column}>{t(`column.${column}`)}</Table.Th>
          ))}
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </Table.Tbody>
    </ListTable>
  );
}

function DeliveryRow({ delivery }: { readonly delivery: ListedDelivery }) {
  const t = useTranslations('webhooks.log');
  const nameOf = useTypeName();
  const set = useSetInAddress();
  const { id, type, state, createdAt, nextAttemptAt, endpoint, change } = delivery;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component="button" type="button" size="sm" fw={600} ta="start" onClick={() => set('delivery', id)}>
          {nameOf(type)}
        </Anchor>
        {change ? <ThingName thing={subjectOf(change)} size="xs" /> : null}
      </Table.Td>
      <Table.Td className={classes.whole}>
        <Text size="xs" className={classes.address}>
          {delivery.attempts.at(-1)?.url ?? endpoint.url}
        </Text>
      </Table.Td>
      <Table.Td>
        <DeliveryStateTag state={state} />
        {nextAttemptAt && delivery.attempts.length > 0 && endpoint.isEnabled ? (
          <Text size="xs" c="dimmed" className="figures">
            {t('next')} <DateTime iso={nextAttemptAt} to="second" />
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td className={classes.whole}>
        <Result delivery={delivery} />
      </Table.Td>
      <Table.Td className="figures">
        <DateTime iso={createdAt} to="second" />
      </Table.Td>
      <Table.Td data-act ta="right">
        {state === 'failed' && type !== 'ping' && endpoint.isEnabled ? (
          <RetryButton delivery={delivery} label={t('again')} />
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}

/** What came of the last attempt, and how many there were where there was more than one. */
function Result({ delivery: { attempts } }: { readonly delivery: ListedDelivery }) {
  const t = useTranslations('webhooks');
  const last = attempts.at(-1);
  if (!last) return t('log.notYet');
  return (
    <>
      <Text size="sm">
        <strong>{last.status}</strong> {last.errorKind ? t(`reason.${reasonOf(last)}`) : null}
      </Text>
      {attempts.length > 1 ? (
        <Text size="xs" c="dimmed">
          {t('log.attempts', { count: attempts.length })}
        </Text>
      ) : null}
    </>
  );
}
