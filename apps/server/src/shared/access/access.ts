import { findApiToken, noteApiTokenUse } from '@actionary/database';
import type { Account, ApiToken, Database } from '@actionary/database';
import { fromNodeHeaders } from 'better-auth/node';
import type { Request } from 'express';
import type { Logger } from 'pino';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { AuditDesk } from '../audit/audit-desk.ts';
import { sourceOf } from '../audit/audit-source.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { AccessRefusal } from './access-refusal.ts';
import { personOf } from './person.ts';
import { createSignIn } from './sign-in.ts';
import type { SignIn, SignInSettings } from './sign-in.ts';
import { accountViewer, openViewer, tokenViewer } from './viewer.ts';
import type { Viewer } from './viewer.ts';

/** Tells who asks. */
export interface Access {
  /**
   * @returns `null` where nobody has signed in
   * @throws {AccessRefusal} for a token that is not valid, one that asks too often, and requests from other sites
   */
  readonly identify: (request: Request) => Promise<Viewer | null>;
  /** As `identify`, of a request that was let in and goes on: it counts as none, and what was known of it is not trusted. */
  readonly identifyAgain: (request: Request) => Promise<Viewer | null>;
  /** Where it is written down who was refused; null where nobody is. */
  readonly audit: AuditDesk | null;
  /** Null where nobody has to sign in. */
  readonly signIn: SignIn | null;
  /** What people call the identity provider; null: there is none. */
  readonly providerName: string | null;
}

/** Nobody has to sign in, and everybody may do everything: for a machine of one's own. */
export const OPEN_ACCESS: Access = {
  identify: identifyAnybody,
  identifyAgain: identifyAnybody,
  audit: null,
  signIn: null,
  providerName: null,
};

function identifyAnybody(request: Request): Promise<Viewer> {
  return Promise.resolve(openViewer(personOf(request)));
}

/** People sign in with sessions, programs with tokens. */
export function createAccess(db: Database, audit: AuditDesk, settings: SignInSettings, log: Logger): Access {
  const signIn = createSignIn(db, audit, settings, log);
  const tokens = new TokenDesk(db, log);
  type Admit = (authorization: string) => Promise<ApiToken>;
  const identifyBy =
    (admit: Admit) =>
    async (request: Request): Promise<Viewer | null> => {
      const authorization = request.get('authorization');
      if (authorization !== undefined) {
        const apiToken = await admit(authorization).catch(async (error: unknown) => {
          await noteRefusedToken(audit, request, error);
          throw error;
        });
        return tokenViewer(apiToken, personOf(request));
      }
      const found = await signIn.api.getSession({ headers: fromNodeHeaders(request.headers) });
      if (!found) return null;
      const account = found.user as Account;
      if (account.isDisabled) return null;
      refuseOtherSites(request, settings.publicUrl);
      return accountViewer(account);
    };
  const identify = identifyBy((authorization) => tokens.admit(authorization));
  const identifyAgain = identifyBy((authorization) => tokens.check(authorization));
  return { identify, identifyAgain, audit, signIn, providerName: settings.oidc?.name ?? null };
}

async function noteRefusedToken(audit: AuditDesk, request: Request, error: unknown): Promise<void> {
  if (!(error instanceof AccessRefusal)) return;
  const source = sourceOf(request, request.res!, null);
  const subjectIds = error.apiToken ? [toGlobalId('ApiToken', error.apiToken.id)] : [];
  await audit.noteRefusal(
    source,
    { action: 'apiToken.use', subjectIds, details: { reason: error.message } },
    error.code,
  );
}

/** Browsers send cookies along with what other sites make them ask; only reading is harmless. @throws {AccessRefusal} */
function refuseOtherSites(request: Request, publicUrl: string | null): void {
  if (['GET', 'HEAD'].includes(request.method)) return;
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const hosts = [request.get('host'), publicUrl && hostOf(publicUrl)];
  const isOwn = site ? ['same-origin', 'none'].includes(site) : !origin || hosts.includes(hostOf(origin));
  if (!isOwn) throw new AccessRefusal('FORBIDDEN', 'this was asked from another site');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** How long a token that was found valid is taken to be so: as long may pass until it is refused once revoked. */
const TOKEN_MEMORY_MS = 5000;
const MINUTE_MS = 60_000;
const MAX_REMEMBERED = 1000;
const NO_BEARER = 'the header authorization takes a token: Bearer actionary_…';

interface RememberedToken {
  readonly apiToken: ApiToken;
  readonly readAtMs: number;
  notedAtMs: number;
}

/** Admits programs by their tokens: the database is asked every few seconds, and told of their use every minute. */
class TokenDesk {
  readonly #db: Database;
  readonly #log: Logger;
  readonly #remembered = new Map<string, RememberedToken>();
  /** Counts; the limit is each token's own. */
  readonly #requests = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: MINUTE_MS / 1000 });

  constructor(db: Database, log: Logger) {
    this.#db = db;
    this.#log = log;
  }

  /** @throws {AccessRefusal} */
  async admit(authorization: string): Promise<ApiToken> {
    const apiToken = await this.#valid(authorization, TOKEN_MEMORY_MS);
    await this.#count(apiToken);
    return apiToken;
  }

  /** As {@link admit}, by what the database says now, and without counting it. @throws {AccessRefusal} */
  check(authorization: string): Promise<ApiToken> {
    return this.#valid(authorization, 0);
  }

  /** @throws {AccessRefusal} */
  async #valid(authorization: string, memoryMs: number): Promise<ApiToken> {
    const [, secret] = /^bearer +(\S+)$/i.exec(authorization) ?? [];
    if (!secret) throw new AccessRefusal('UNAUTHENTICATED', NO_BEARER);
    const known = await this.#find(secret, memoryMs);
    if (!known) throw new AccessRefusal('UNAUTHENTICATED', 'there is no such token');
    const { apiToken } = known;
    const nowMs = Date.now();
    const refuse = (problem: string): never => {
      throw new AccessRefusal('UNAUTHENTICATED', `the token ${apiToken.name} ${problem}`, { apiToken });
    };
    if (apiToken.revokedAt) refuse('has been revoked');
    if (apiToken.expiresAt && apiToken.expiresAt.getTime() <= nowMs) refuse('has expired: make another one');
    this.#noteUse(known, nowMs);
    return apiToken;
  }

  async #find(secret: string, memoryMs: number): Promise<RememberedToken | null> {
    const known = this.#remembered.get(secret);
    const nowMs = Date.now();
    if (known && nowMs - known.readAtMs < memoryMs) return known;
    const apiToken = await findApiToken(this.#db, secret);
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    if (!apiToken) return (this.#remembered.delete(secret), null);
    const remembered = {
      apiToken,
      readAtMs: nowMs,
      notedAtMs: known?.notedAtMs ?? apiToken.lastUsedAt?.getTime() ?? 0,
    };
    this.#remembered.set(secret, remembered);
    return remembered;
  }

  async #count(apiToken: ApiToken): Promise<void> {
    const { id, name, requestsPerMinute } = apiToken;
    if (requestsPerMinute === null) return;
    const { consumedPoints, msBeforeNext } = await this.#requests.consume(id);
    if (consumedPoints <= requestsPerMinute) return;
    const problem = `the token ${name} may ask ${requestsPerMinute} times a minute`;
    throw new AccessRefusal('RATE_LIMITED', problem, { apiToken, retryAfterSeconds: Math.ceil(msBeforeNext / 1000) });
  }

  #noteUse(known: RememberedToken, nowMs: number): void {
    if (nowMs - known.notedAtMs < MINUTE_MS) return;
    known.notedAtMs = nowMs;
    noteApiTokenUse(this.#db, known.apiToken.id).catch((error: unknown) =>
      this.#log.warn({ err: error }, 'the use of a token was not noted'),
    );
  }
}
