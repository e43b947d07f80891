'use client';

import { Button, Group, Skeleton, Table } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useViewer } from '../../../lib/use-viewer.ts';
import { useAccounts } from '../api/use-accounts.ts';
import type { Account } from '../api/use-accounts.ts';
import { AccountRow } from './account-row.tsx';
import { InviteDialog } from './invite-dialog.tsx';

/** People who sign in. */
export function AccountsPanel() {
  const t = useTranslations('access.account');
  const query = useAccounts();
  const [isInviting, setInviting] = useState(false);
  const invite = (
    <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>
      {t('invite')}
    </Button>
  );
  return (
    <>
      <QueryView query={query} skeleton={<Skeleton h={200} />}>
        {(accounts) =>
          accounts.length === 0 ? (
            <EmptyState icon={IconUsers} title={t('empty')} hint={t('emptyHint')}>
              {invite}
            </EmptyState>
          ) : (
            <>
              <Group justify="flex-end" mb="sm">
                {invite}
              </Group>
              <AccountTable accounts={accounts} />
            </>
          )
        }
      </QueryView>
      {isInviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </>
  );
}

function AccountTable({ accounts }: { readonly accounts: readonly Account[] }) {
  const t = useTranslations('access.account');
  const own = useViewer()?.email;
  return (
    <ListTable label={t('title')} minWidth={760}>
      <Table.Thead>
        <Table.Tr>
          {(['name', 'role', 'seesVideos', 'state', 'lastSeen'] as const).map((column) => (
            <Table.Th key={column}>{t(`column.${column}`)}</Table.Th>
          ))}
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} isOwn={account.email === own} />
        ))}
      </Table.Tbody>
    </ListTable>
  );
}
