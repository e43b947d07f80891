import type { Account, ApiToken, Permission } from '@actionary/database';
import { PERMISSIONS, permissionsOf } from './permissions.ts';

/** Who asks, and what they may do. Whoever has not signed in is no viewer. */
export interface Viewer {
  readonly permissions: ReadonlySet<Permission>;
  /** Under which what they do is kept; null where they gave none. */
  readonly name: string | null;
  readonly account: Account | null;
  readonly apiToken: ApiToken | null;
}

export function accountViewer(account: Account): Viewer {
  return { permissions: permissionsOf(account), name: account.name, account, apiToken: null };
}

/** @param person on whose behalf the program asks; null: on its own */
export function tokenViewer(apiToken: ApiToken, person: string | null): Viewer {
  return {
    permissions: new Set(apiToken.permissions as Permission[]),
    name: person ?? apiToken.name,
    account: null,
    apiToken,
  };
}

/** Where nobody has to sign in: may do everything. */
export function openViewer(person: string | null): Viewer {
  return { permissions: new Set(PERMISSIONS), name: person, account: null, apiToken: null };
}
