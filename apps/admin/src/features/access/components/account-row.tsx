'use client';

import { Select, Switch, Table, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { DateTime } from '../../../components/date-time.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useTellProblem } from '../../../lib/use-tell-problem.ts';
import { useUpdateAccount } from '../api/use-accounts.ts';
import type { Account } from '../api/use-accounts.ts';
import { ROLES } from '../model/roles.ts';
import classes from './access.module.css';
import { AccountMenu } from './account-menu.tsx';

interface Props {
  readonly account: Account;
  /** Of whoever looks at it: what would shut them out themselves is left to others. */
  readonly isOwn: boolean;
}

export function AccountRow({ account, isOwn }: Props) {
  const t = useTranslations('access.account');
  const { name, email, isDisabled, lastSeenAt } = account;
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
      <RightsCells account={account} isOwn={isOwn} />
      <Table.Td>
        <AccountState account={account} />
      </Table.Td>
      <Table.Td data-label={t('column.lastSeen')}>{lastSeenAt ? <DateTime iso={lastSeenAt} /> : '–'}</Table.Td>
      <Table.Td data-act ta="right">
        <AccountMenu account={account} isOwn={isOwn} />
      </Table.Td>
    </Table.Tr>
  );
}

/** What somebody may do and see, changed where it stands. */
function RightsCells({ account: { id, name, role, seesVideos }, isOwn }: Props) {
  const t = useTranslations('access.account');
  const roles = useTranslations('common.role');
  const onError = useTellProblem();
  const update = useUpdateAccount();
  return (
    <>
      <Table.Td>
        <Select
          w={160}
          size="xs"
          aria-label={t('roleOf', { name })}
          data={ROLES.map((value) => ({ value, label: roles(value) }))}
          value={role}
          onChange={(value) => value && update.mutate({ id, role: value }, { onError })}
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
          onChange={({ currentTarget }) => update.mutate({ id, seesVideos: currentTarget.checked }, { onError })}
        />
      </Table.Td>
    </>
  );
}

function AccountState({ account: { isDisabled, isInvited } }: Pick<Props, 'account'>) {
  const t = useTranslations('access.account.state');
  if (isDisabled) return <Tag color="red">{t('disabled')}</Tag>;
  return isInvited ? <Tag color="yellow">{t('invited')}</Tag> : <Tag color="teal">{t('active')}</Tag>;
}
