import { createAccount, deleteAccount, invite, updateAccount } from '@actionary/database';
import type { Database } from '@actionary/database';
import type { InviteAccountInput, UpdateAccountInput } from '../../../generated/resolvers-types.ts';
import { cleanName, done, inputKey, settle, toPayload, unwrap } from '../../shared/graphql/result.ts';

/** Path of the page where a password is chosen. */
export function invitationPath(key: string): string {
  // Behind the #, which no log and no other site is told.
  return `/join#${key}`;
}

/** Makes an account without a password, and a link that lets its owner choose one. */
export async function inviteSomebody(db: Database, { name, email, role, seesVideos }: InviteAccountInput) {
  const { value, userErrors } = await settle(async () => {
    const input = { name: cleanName(name, 'name'), email, role, seesVideos: seesVideos ?? true };
    const account = unwrap(await createAccount(db, input));
    return done({ account, invitationPath: invitationPath(await invite(db, account.id)) });
  });
  return { account: value?.account ?? null, invitationPath: value?.invitationPath ?? null, userErrors };
}

/** A new link, where the first was lost or the password is forgotten. @param id global */
export async function inviteAgain(db: Database, id: string) {
  const { value, userErrors } = await settle(async () => {
    const account = unwrap(await updateAccount(db, inputKey('Account', id, 'id'), {}));
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
