import type { ApiToken, Permission } from '@actionary/database';
import type { Viewer } from './viewer.ts';

export type AccessCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'RATE_LIMITED';

const STATUSES: Readonly<Record<AccessCode, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, RATE_LIMITED: 429 };

export interface RefusalFacts {
  /** When it may be tried again. */
  readonly retryAfterSeconds?: number;
  /** The token that was not let in, where it is known. */
  readonly apiToken?: ApiToken;
}

/** Why a request is not carried out. */
export class AccessRefusal extends Error {
  override readonly name = 'AccessRefusal';
  readonly code: AccessCode;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly apiToken: ApiToken | null;

  constructor(code: AccessCode, message: string, { retryAfterSeconds, apiToken }: RefusalFacts = {}) {
    super(message);
    this.code = code;
    this.apiToken = apiToken ?? null;
    this.status = STATUSES[code];
    this.headers = {
      'cache-control': 'no-store',
      ...(code === 'UNAUTHENTICATED' ? { 'www-authenticate': 'Bearer' } : {}),
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    };
  }
}

const NOT_SIGNED_IN = 'sign in, or send a token: authorization: Bearer …';

/** @param what names it in the message @throws {AccessRefusal} */
export function requirePermission(viewer: Viewer | null, permission: Permission, what: string): void {
  if (!viewer) throw new AccessRefusal('UNAUTHENTICATED', NOT_SIGNED_IN);
  if (viewer.permissions.has(permission)) return;
  const has = [...viewer.permissions].join(', ');
  throw new AccessRefusal('FORBIDDEN', `${what} needs the permission ${permission}; you have ${has}`);
}
