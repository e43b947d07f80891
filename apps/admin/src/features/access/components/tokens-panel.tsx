'use client';

import { Button, Code, Group, Skeleton, Table, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Confirm } from '../../../components/confirm.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useProblemText } from '../../../lib/problem-text.ts';
import { useApiTokens, useRevokeApiToken } from '../api/use-api-tokens.ts';
import type { ApiToken } from '../api/use-api-tokens.ts';
import { tokenState } from '../model/token-life.ts';
import classes from './access.module.css';
import { TokenDialog } from './token-dialog.tsx';

/** What programs sign in with. */
export function TokensPanel() {
  const t = useTranslations('access.token');
  const query = useApiTokens();
  const [isCreating, setCreating] = useState(false);
  const tokens = (query.data?.pages ?? []).flatMap((page) => page.apiTokens.nodes);
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <>
      {query.isError ? (
        <LoadError error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton h={200} />
      ) : tokens.length === 0 ? (
        <EmptyState icon={IconKey} title={t('empty')} hint={t('emptyHint')}>
          {create}
        </EmptyState>
      ) : (
        <>
          <Group justify="flex-end" mb="sm">
            {create}
          </Group>
          <TokenTable tokens={tokens} />
        </>
      )}
      <MoreButton query={query} />
      {isCreating ? <TokenDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}

function TokenTable({ tokens }: { readonly tokens: readonly ApiToken[] }) {
  const t = useTranslations('access.token');
  return (
    <ListTable label={t('title')} minWidth={860}>
      <Table.Thead>
        <Table.Tr>
          {(['name', 'permissions', 'limit', 'lastUsed', 'expires'] as const).map((column) => (
            <Table.Th key={column}>{t(`column.${column}`)}</Table.Th>
          ))}
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} />
        ))}
      </Table.Tbody>
    </ListTable>
  );
}

function TokenRow({ token }: { readonly token: ApiToken }) {
  const t = useTranslations('access.token');
  const words = useTranslations('common.permission');
  const format = useFormatter();
  const { name, start, permissions, requestsPerMinute, createdBy, createdAt, expiresAt, revokedAt, lastUsedAt } = token;
  const state = tokenState(token, new Date());
  return (
    <Table.Tr className={state === 'valid' ? undefined : classes.ended}>
      <Table.Td>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          <Code>{start}…</Code> {createdBy ? t('madeBy', { name: createdBy }) : t('made')} <DateTime iso={createdAt} />
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap={4}>
          {permissions.map((permission) => (
            <Tag key={permission} size="sm">
              {words(`${permission}.name`)}
            </Tag>
          ))}
        </Group>
      </Table.Td>
      <Table.Td data-label={t('column.limit')}>
        {requestsPerMinute === null ? t('noLimit') : format.number(requestsPerMinute)}
      </Table.Td>
      <Table.Td data-label={t('column.lastUsed')}>
        {lastUsedAt ? <DateTime iso={lastUsedAt} /> : t('neverUsed')}
      </Table.Td>
      <Table.Td data-label={t('column.expires')}>
        {state === 'revoked' ? (
          <>
            <Tag color="red">{t('state.revoked')}</Tag> <DateTime iso={revokedAt ?? ''} />
          </>
        ) : (
          <>
            {state === 'expired' ? <Tag color="yellow">{t('state.expired')}</Tag> : null}{' '}
            {expiresAt ? <DateTime iso={expiresAt} /> : t('never')}
          </>
        )}
      </Table.Td>
      <Table.Td data-act ta="right">
        {state === 'valid' ? <Revoke token={token} /> : null}
      </Table.Td>
    </Table.Tr>
  );
}

function Revoke({ token: { id, name } }: { readonly token: ApiToken }) {
  const t = useTranslations('access.token');
  const problems = useProblemText();
  const revoke = useRevokeApiToken();
  const [isAsking, setAsking] = useState(false);
  const problem = problems.besides(revoke.error, []);
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        aria-label={t('revokeName', { name })}
        onClick={() => setAsking(true)}
      >
        {t('revoke')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t('revokeTitle', { name })}
        action={t('revokeNow')}
        isBusy={revoke.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => revoke.mutate(id)}
      >
        {t('revokeHint')}
        {problem ? ` ${problem}` : ''}
      </Confirm>
    </>
  );
}
