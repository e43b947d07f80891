import { createAccount, deleteAccount, getAccounts, invite, updateAccount } from '@actionary/database';
import type { Account, Database } from '@actionary/database';
import type { InviteAccountInput, UpdateAccountInput } from '../../../generated/resolvers-types.ts';
import { cleanName, done, inputKey, refuse, settle, toPayload, unwrap } from '../../shared/graphql/result.ts';

/** Path of the page where a password is chosen. */
export function invitationPath(key: string): string {
  // Behind the #, which no log and no other site is told.
  return `/join#${key}`;
}

/** Makes an account without a password, and a link that lets its owner choose one. */
export function inviteSomebody(db: Database, { name, email, role, seesVideos }: InviteAccountInput) {
  return withLink(db, async () => {
    const input = { name: cleanName(name, 'name'), email, role, seesVideos: seesVideos ?? true };
    return unwrap(await createAccount(db, input));
  });
}

/** A new link, where the first was lost or the password is forgotten. @param id global */
export function inviteAgain(db: Database, id: string) {
  return withLink(db, async () => {
    const [account] = await getAccounts(db, [inputKey('Account', id, 'id')]);
    return account ?? refuse('NOT_FOUND', 'id', 'there is no such account');
  });
}

async function withLink(db: Database, accountOf: () => Promise<Account>) {
  const { value, userErrors } = await settle(async () => {
    const account = await accountOf();
    return done({ account, invitationPath: invitationPath(await invite(db, account.id)) });
  });
  return { account: value?.account ?? null, invitationPath: value?.invitationPath ?? null, userErrors };
}

export async function updateSomebody(db: Database, { id, name, role, seesVideos, isDisabled }: UpdateAccountInput) {
  return toPayload(
    'account',
    await settle(async () => {
      const change = {
        ...(typeof name === 'string' && { name: cleanName(name, 'name') }),
        ...(role && { role }),
        ...(typeof seesVideos === 'boolean' && { seesVideos }),
        ...(typeof isDisabled === 'boolean' && { isDisabled }),
      };
      return updateAccount(db, inputKey('Account', id, 'id'), change);
    }),
  );
}

/** @param id global */
export async function removeAccount(db: Database, id: string) {
  const { value, userErrors } = await settle(async () => deleteAccount(db, inputKey('Account', id, 'id')));
  return { deletedId: value === null ? null : id, userErrors };
}
