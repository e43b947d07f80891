'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  AccountsDocument,
  DeleteAccountDocument,
  InviteAccountDocument,
  RenewInvitationDocument,
  UpdateAccountDocument,
} from '../../../../generated/graphql.ts';
import type { InviteAccountInput, ListedAccountFragment, UpdateAccountInput } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import { accepted } from '../../../lib/user-errors.ts';

export type Account = ListedAccountFragment;

const KEY = ['Accounts'];

/** By name. */
export function useAccounts() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await request(AccountsDocument, {}, { signal })).accounts,
  });
}

/** Makes an account; its result is the path of the link for its owner. */
export function useInviteAccount() {
  return useChange(async (input: InviteAccountInput) => {
    const { inviteAccount } = await request(InviteAccountDocument, { input });
    return accepted(inviteAccount).invitationPath ?? '';
  });
}

/** As {@link useInviteAccount}, for an account that there is. */
export function useRenewInvitation() {
  return useChange(async (id: string) => {
    const { renewInvitation } = await request(RenewInvitationDocument, { id });
    return accepted(renewInvitation).invitationPath ?? '';
  });
}

export function useUpdateAccount() {
  return useChange(async (input: UpdateAccountInput) =>
    accepted((await request(UpdateAccountDocument, { input })).updateAccount),
  );
}

export function useDeleteAccount() {
  return useChange(async (id: string) => accepted((await request(DeleteAccountDocument, { id })).deleteAccount));
}

function useChange<TInput, TResult>(mutationFn: (input: TInput) => Promise<TResult>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: KEY }) });
}
