import type { Permission, Role } from '../../../../generated/graphql.ts';

/** Each may what those before it may. */
export const ROLES: readonly Role[] = ['viewer', 'curator', 'engineer', 'administrator'];

/** What a token can be given; each has `read`. */
export const PERMISSIONS: readonly Permission[] = ['read', 'watch', 'curate', 'operate', 'administer'];
