'use client';

import { Button, Group, Table, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DateTime } from '../../../components/date-time.tsx';
import { Tag } from '../../../components/tag.tsx';
import type { Endpoint } from '../api/use-endpoints.ts';
import { EndpointActs } from './endpoint-acts.tsx';
import { EndpointMenu } from './endpoint-menu.tsx';
import type { EndpointAct } from './endpoint-menu.tsx';
import { useTypeName } from './use-type-name.ts';
import classes from './webhooks.module.css';

interface Props {
  readonly endpoint: Endpoint;
  readonly changeTypes: readonly string[];
}

export function EndpointRow({ endpoint, changeTypes }: Props) {
  const t = useTranslations('webhooks');
  const [act, begin] = useState<EndpointAct | null>(null);
  const { url, disabledReason, createdBy, createdAt, lastSucceededAt } = endpoint;
  return (
    <Table.Tr className={disabledReason ? classes.disabled : undefined}>
      <Table.Td>
        <Text size="sm" fw={600} className={classes.address}>
          {url}
        </Text>
        <Text size="xs" c="dimmed">
          {createdBy ? t('madeBy', { name: createdBy }) : t('made')} <DateTime iso={createdAt} />
        </Text>
      </Table.Td>
      <Table.Td data-label={t('column.types')}>
        <Types endpoint={endpoint} />
      </Table.Td>
      <Table.Td>
        <State endpoint={endpoint} />
      </Table.Td>
      <Table.Td data-label={t('column.lastSucceeded')} className={classes.time}>
        {lastSucceededAt ? <DateTime iso={lastSucceededAt} /> : t('neverSucceeded')}
      </Table.Td>
      <Table.Td data-act ta="right">
        <Group gap={4} wrap="nowrap" justify="flex-end">
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconSend size={14} aria-hidden />}
            aria-label={t('ping.sendTo', { url })}
            onClick={() => begin('ping')}
          >
            {t('ping.send')}
          </Button>
          <EndpointMenu endpoint={endpoint} onAct={begin} />
        </Group>
        {act ? (
          <EndpointActs act={act} endpoint={endpoint} changeTypes={changeTypes} onClose={() => begin(null)} />
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}

function Types({ endpoint: { types } }: Pick<Props, 'endpoint'>) {
  const t = useTranslations('webhooks');
  const nameOf = useTypeName();
  if (types.length === 0) return t('allTypes');
  return (
    <Group gap={4}>
      {types.map((type) => (
        <Tag key={type} size="sm">
          {nameOf(type)}
        </Tag>
      ))}
    </Group>
  );
}

function State({ endpoint }: Pick<Props, 'endpoint'>) {
  const t = useTranslations('webhooks');
  const { disabledReason, failureCount, lastSucceededAt, previousSecretUntil } = endpoint;
  const isRotating = previousSecretUntil !== null && new Date(previousSecretUntil) > new Date();
  return (
    <>
      <Tag color={disabledReason === null ? 'teal' : disabledReason === 'gone' ? 'red' : 'gray'} isWrapped>
        {t(`state.${disabledReason ?? 'enabled'}`)}
      </Tag>
      {failureCount > 0 ? (
        <Text size="xs" c="var(--mantine-color-error)" mt={2}>
          {t(lastSucceededAt ? 'failures' : 'failuresOnly', { count: failureCount })}
        </Text>
      ) : null}
      {isRotating ? (
        <Text size="xs" c="dimmed" mt={2}>
          {t('oldSecret')} <DateTime iso={previousSecretUntil} />
        </Text>
      ) : null}
    </>
  );
}
