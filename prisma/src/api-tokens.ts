/** What programs sign in with. A token is shown once; of it there is only a hash. */
import { createHash, randomBytes } from 'node:crypto';
import type { ApiToken } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { attempt, refuse, requireName } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { idWindow, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';

/** What one may do with the API; the contract says what each opens. */
export type Permission = 'read' | 'watch' | 'curate' | 'operate' | 'administer';

/** Tokens begin with it, so that scanners of leaked secrets find them. */
const PREFIX = 'actionary_';
const TOKEN_BYTES = 32;
const START_LENGTH = PREFIX.length + 4;
const MAX_REQUESTS = 1_000_000;

export interface ApiTokenInput {
  readonly name: string;
  /** `read` comes with every other. */
  readonly permissions: readonly Permission[];
  /** Null: until it is revoked. */
  readonly expiresAt: Date | null;
  /** Null: as many as it likes. */
  readonly requestsPerMinute: number | null;
  readonly createdBy: string | null;
}

export interface NewApiToken {
  readonly apiToken: ApiToken;
  /** What the program sends; nothing can show it again. */
  readonly secret: string;
}

/** Problem: INVALID (`name`, `expiresAt`, `requestsPerMinute`). */
export function createApiToken({ prisma }: Database, input: ApiTokenInput): Promise<Outcome<NewApiToken>> {
  return attempt(async () => {
    requireName(input.name);
    const { expiresAt, requestsPerMinute } = input;
    if (expiresAt && !(expiresAt > new Date()))
      refuse('INVALID', 'expiresAt', 'it would have expired already', 'inThePast');
    if (requestsPerMinute !== null && !(requestsPerMinute >= 1 && requestsPerMinute <= MAX_REQUESTS))
      refuse('INVALID', 'requestsPerMinute', `1 … ${MAX_REQUESTS}, or null for as many as it likes`, {
        reason: 'outOfRange',
        least: 1,
        most: MAX_REQUESTS,
      });
    const secret = PREFIX + randomBytes(TOKEN_BYTES).toString('base64url');
    const permissions = [...new Set<Permission>(['read', ...input.permissions])];
    const apiToken = await prisma.apiToken.create({
      data: { ...input, permissions, tokenHash: hashOf(secret), start: secret.slice(0, START_LENGTH) },
    });
    return { apiToken, secret };
  });
}

/** The token that a program has sent, revoked and expired ones too. */
export function findApiToken({ prisma }: Database, secret: string): Promise<ApiToken | null> {
  return prisma.apiToken.findUnique({ where: { tokenHash: hashOf(secret) } });
}

export async function noteApiTokenUse({ prisma }: Database, id: string): Promise<void> {
  await prisma.apiToken.updateMany({ where: { id }, data: { lastUsedAt: new Date() } });
}

/** Cannot be taken back. What is revoked stays revoked from the first time. Problem: NOT_FOUND. */
export function revokeApiToken({ prisma }: Database, id: string): Promise<Outcome<ApiToken>> {
  return attempt(async () => {
    await prisma.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
    return (await prisma.apiToken.findUnique({ where: { id } })) ?? refuse('NOT_FOUND', 'id', 'there is no such token');
  });
}

/** Newest first, revoked and expired ones too. @throws {CursorError | RangeError} */
export async function listApiTokens({ prisma }: Database, page: PageRequest): Promise<Page<ApiToken>> {
  const window = idWindow(page, 'newestFirst');
  return toPage(await prisma.apiToken.findMany(window), window);
}

export async function getApiTokens({ prisma }: Database, ids: readonly string[]): Promise<(ApiToken | null)[]> {
  const rows = await prisma.apiToken.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
