import type { Account, Permission, Role } from '@actionary/database';

/** In the order in which roles add them; `watch` is given to accounts one by one. */
export const PERMISSIONS: readonly Permission[] = ['read', 'watch', 'curate', 'operate', 'administer'];

const OF_ROLE: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['read'],
  curator: ['read', 'curate'],
  engineer: ['read', 'curate', 'operate'],
  administrator: ['read', 'curate', 'operate', 'administer'],
};

/** What somebody may do: as their role says, and see videos where they may. */
export function permissionsOf({ role, seesVideos }: Pick<Account, 'role' | 'seesVideos'>): Set<Permission> {
  return new Set(PERMISSIONS.filter((each) => (each === 'watch' ? seesVideos : OF_ROLE[role].includes(each))));
}
