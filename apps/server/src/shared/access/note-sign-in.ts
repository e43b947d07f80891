import type { Account, Database } from '@actionary/database';
import { APIError } from 'better-auth/api';
import { toGlobalId } from '../graphql/global-id.ts';
import type { AuditDesk, AuditSource } from '../audit/audit-desk.ts';
import { CLIENT_ADDRESS_HEADER, REQUEST_ID_HEADER } from './request-headers.ts';
import { accountViewer } from './viewer.ts';

/** What the sign-in library tells of a request that it has answered. */
interface Answered {
  readonly path?: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Headers | undefined;
  readonly context: {
    readonly returned?: unknown;
    readonly newSession?: { readonly user: object } | null;
    readonly session?: { readonly user: object } | null;
  };
}

/** Writes down who has signed in, who was refused, and what people change of their own accounts. */
export async function noteSignIn(db: Database, audit: AuditDesk, answered: Answered): Promise<void> {
  const { path = '', method, headers } = answered;
  const { newSession, session, returned } = answered.context;
  const source = strangerOf(headers);
  const by = wayIn(path);
  if (by && newSession) {
    const account = newSession.user as Account;
    await audit.note(
      { ...source, viewer: accountViewer(account) },
      { action: 'signIn', ...about(account), details: { by } },
    );
  } else if (by) {
    const tried = await accountTried(db, answered.body);
    const code = returned instanceof APIError ? codeOf(returned) : 'UNAUTHENTICATED';
    await audit.noteRefusal(
      source,
      { action: 'signIn', ...about(tried.account), details: { by, email: tried.email } },
      code,
    );
  } else if (session && method === 'POST' && path !== '/sign-out' && !(returned instanceof APIError)) {
    const account = session.user as Account;
    await audit.note(
      { ...source, viewer: accountViewer(account) },
      { action: `account.${camel(path)}`, ...about(account) },
    );
  }
}

/** Writes down that somebody has tried too often: the library answers so before it looks at who it is. */
export async function noteSignInLimit(audit: AuditDesk, path: string, headers: Headers): Promise<void> {
  const by = wayIn(path);
  if (by)
    await audit.noteRefusal(
      strangerOf(headers),
      { action: 'signIn', details: { by }, isRepeated: true },
      'RATE_LIMITED',
    );
}

function wayIn(path: string): 'password' | 'provider' | null {
  if (path === '/sign-in/email') return 'password';
  return /\/callback(\/|$)/.test(path) ? 'provider' : null;
}

function strangerOf(headers: Headers | undefined): AuditSource {
  return {
    viewer: null,
    address: headers?.get(CLIENT_ADDRESS_HEADER) ?? null,
    requestId: headers?.get(REQUEST_ID_HEADER) ?? null,
  };
}

function about(account: Pick<Account, 'id'> | null) {
  return { subjectIds: account ? [toGlobalId('Account', account.id)] : [] };
}

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,255}$/;

/** Who was meant. What does not look like an address may be a password in the wrong place. */
async function accountTried({ prisma }: Database, body: unknown) {
  const { email } = (body ?? {}) as { email?: unknown };
  if (typeof email !== 'string' || !EMAIL.test(email) || email.includes('\0')) return { account: null, email: null };
  return { account: await prisma.account.findUnique({ where: { email: email.toLowerCase() } }), email };
}

/** The library's own codes, or the name of the status. */
function codeOf({ body, status }: APIError): string {
  return String((body as { code?: unknown } | undefined)?.code ?? status).slice(0, 100);
}

/** `/change-password` → `changePassword` */
function camel(path: string): string {
  return path.slice(1).replaceAll(/[^A-Za-z]+([A-Za-z]?)/g, (_, letter: string) => letter.toUpperCase());
}
