import type { Permission, Role } from '../../../../generated/graphql.ts';

/** Each may what those before it may. */
export const ROLES: readonly Role[] = ['viewer', 'curator', 'engineer', 'administrator'];

/** What a token can be given besides `read`, which each has. */
export const GRANTS: readonly Permission[] = ['watch', 'curate', 'operate', 'administer'];
