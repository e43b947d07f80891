'use client';

import { Menu } from '@mantine/core';
import { IconLink, IconTrash, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Confirm } from '../../../components/confirm.tsx';
import { RowMenu } from '../../../components/row-menu.tsx';
import { useTellProblem } from '../../../lib/use-tell-problem.ts';
import { useDeleteAccount, useRenewInvitation, useUpdateAccount } from '../api/use-accounts.ts';
import type { Account } from '../api/use-accounts.ts';
import { LinkDialog } from './link-dialog.tsx';

interface Props {
  readonly account: Account;
  /** Of whoever looks at it: what would shut them out themselves is left to others. */
  readonly isOwn: boolean;
}

type Asked = 'delete' | 'disable';

/** A new link for somebody who cannot come in, and whether they may at all. */
export function AccountMenu({ account: { id, name, isDisabled }, isOwn }: Props) {
  const t = useTranslations('access.account');
  const onError = useTellProblem();
  const update = useUpdateAccount();
  const renew = useRenewInvitation();
  const [asked, ask] = useState<Asked | null>(null);
  return (
    <>
      <RowMenu label={t('menu', { name })}>
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
            onClick={() => update.mutate({ id, isDisabled: false }, { onError })}
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
      </RowMenu>
      <Questions id={id} name={name} asked={asked} onClose={() => ask(null)} />
      {renew.data ? <LinkDialog name={name} path={renew.data} onClose={renew.reset} /> : null}
    </>
  );
}

interface QuestionsProps extends Pick<Account, 'id' | 'name'> {
  readonly asked: Asked | null;
  readonly onClose: () => void;
}

/** Asks before somebody is shut out. */
function Questions({ id, name, asked, onClose }: QuestionsProps) {
  const t = useTranslations('access.account');
  const onError = useTellProblem();
  const update = useUpdateAccount();
  const remove = useDeleteAccount();
  return (
    <>
      <Confirm
        isOpen={asked === 'disable'}
        title={t('disableTitle', { name })}
        action={t('disableNow')}
        isBusy={update.isPending}
        onClose={onClose}
        onConfirm={() => update.mutate({ id, isDisabled: true }, { onError, onSettled: onClose })}
      >
        {t('disableHint')}
      </Confirm>
      <Confirm
        isOpen={asked === 'delete'}
        title={t('deleteTitle', { name })}
        action={t('deleteNow')}
        isBusy={remove.isPending}
        onClose={onClose}
        onConfirm={() => remove.mutate(id, { onError, onSettled: onClose })}
      >
        {t('deleteHint')}
      </Confirm>
    </>
  );
}
