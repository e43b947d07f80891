'use client';

import { ActionIcon, Menu, Select, Switch, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots, IconLink, IconTrash, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { UpdateAccountInput } from '../../../../generated/graphql.ts';
import { Confirm } from '../../../components/confirm.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useDeleteAccount, useRenewInvitation, useUpdateAccount } from '../api/use-accounts.ts';
import type { Account } from '../api/use-accounts.ts';
import { ROLES } from '../model/roles.ts';
import classes from './access.module.css';
import { LinkDialog } from './link-dialog.tsx';

interface Props {
  readonly account: Account;
  /** Of whoever looks at it: what would shut them out themselves is left to others. */
  readonly isOwn: boolean;
}

type Asked = 'delete' | 'disable';

export function AccountRow({ account, isOwn }: Props) {
  const t = useTranslations('access.account');
  const roles = useTranslations('common.role');
  const errorText = useErrorText();
  const update = useUpdateAccount();
  const remove = useDeleteAccount();
  const renew = useRenewInvitation();
  const [asked, ask] = useState<Asked | null>(null);
  const { id, name, email, role, seesVideos, isDisabled, lastSeenAt } = account;
  const onError = (error: Error) => notifications.show({ color: 'red', message: errorText(error) });
  const change = (input: Omit<UpdateAccountInput, 'id'>) =>
    update.mutate({ id, ...input }, { onError, onSettled: () => ask(null) });
  return (
    <Table.Tr className={isDisabled ? classes.ended : undefined}>
      <Table.Td>
        <Text size="sm" fw={600}>
          {name}
          {isOwn ? (
            <Text span size="xs" c="dimmed" ml={6}>
              {t('own')}
            </Text>
          ) : null}
        </Text>
        <Text size="xs" c="dimmed">
          {email}
        </Text>
      </Table.Td>
      <Table.Td>
        <Select
          w={160}
          size="xs"
          aria-label={t('roleOf', { name })}
          data={ROLES.map((value) => ({ value, label: roles(value) }))}
          value={role}
          onChange={(value) => value && change({ role: value })}
          allowDeselect={false}
          disabled={isOwn || update.isPending}
          title={isOwn ? t('notOwn') : undefined}
        />
      </Table.Td>
      <Table.Td data-label={t('column.seesVideos')}>
        <Switch
          display="inline-block"
          aria-label={t('seesVideosOf', { name })}
          checked={seesVideos}
          disabled={update.isPending}
          onChange={({ currentTarget }) => change({ seesVideos: currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        <AccountState account={account} />
      </Table.Td>
      <Table.Td data-label={t('column.lastSeen')}>{lastSeenAt ? <DateTime iso={lastSeenAt} /> : '–'}</Table.Td>
      <Table.Td data-act ta="right">
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('menu', { name })}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconLink size={16} aria-hidden />}
              disabled={isDisabled}
              onClick={() => renew.mutate(id, { onError })}
            >
              {t('renew')}
            </Menu.Item>
            {isDisabled ? (
              <Menu.Item
                leftSection={<IconUserCheck size={16} aria-hidden />}
                onClick={() => change({ isDisabled: false })}
              >
                {t('enable')}
              </Menu.Item>
            ) : (
              <Menu.Item
                leftSection={<IconUserOff size={16} aria-hidden />}
                disabled={isOwn}
                onClick={() => ask('disable')}
              >
                {t('disable')}
              </Menu.Item>
            )}
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              disabled={isOwn}
              onClick={() => ask('delete')}
            >
              {t('delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Confirm
          isOpen={asked === 'disable'}
          title={t('disableTitle', { name })}
          action={t('disableNow')}
          isBusy={update.isPending}
          onClose={() => ask(null)}
          onConfirm={() => change({ isDisabled: true })}
        >
          {t('disableHint')}
        </Confirm>
        <Confirm
          isOpen={asked === 'delete'}
          title={t('deleteTitle', { name })}
          action={t('deleteNow')}
          isBusy={remove.isPending}
          onClose={() => ask(null)}
          onConfirm={() => remove.mutate(id, { onError, onSettled: () => ask(null) })}
        >
          {t('deleteHint')}
        </Confirm>
        {renew.data ? <LinkDialog name={name} path={renew.data} onClose={renew.reset} /> : null}
      </Table.Td>
    </Table.Tr>
  );
}

function AccountState({ account: { isDisabled, isInvited } }: Pick<Props, 'account'>) {
  const t = useTranslations('access.account.state');
  if (isDisabled) return <Tag color="red">{t('disabled')}</Tag>;
  return isInvited ? <Tag color="yellow">{t('invited')}</Tag> : <Tag color="teal">{t('active')}</Tag>;
}
