import { newId } from '@actionary/database';
import type { Database } from '@actionary/database';
import type { Logger } from 'pino';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import type { AuditDesk } from '../audit/audit-desk.ts';
import { noteSignIn } from './note-sign-in.ts';
import { createRequestCounts } from './request-counts.ts';
import { CLIENT_ADDRESS_HEADER } from './request-headers.ts';

/** Where the sign-in library answers. */
export const AUTH_PATH = '/auth';

const DISABLED = 'This account is disabled.';

/** Least characters of a password. */
export const MIN_PASSWORD = 12;

const DAY_SECONDS = 24 * 60 * 60;

/** An identity provider of the company's own, by OpenID Connect. */
export interface OidcSettings {
  /** Its address, below which `.well-known/openid-configuration` lies. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As on the button. */
  readonly name: string;
}

export interface SignInSettings {
  /** Signs cookies; at least 32 characters. */
  readonly secret: string;
  /** Where browsers reach the product; null: wherever they ask. */
  readonly publicUrl: string | null;
  readonly oidc: OidcSettings | null;
}

export type SignIn = ReturnType<typeof createSignIn>;

/**
 * Sessions and passwords, by better-auth, over the tables of the database: sessions of seven days in HTTP-only cookies of
 * the same site; passwords hashed with scrypt; ten tries a minute from one address; nobody makes an account of their own,
 * except by the identity provider.
 */
export function createSignIn(db: Database, audit: AuditDesk, settings: SignInSettings, log: Logger) {
  const { prisma } = db;
  const { secret, publicUrl, oidc } = settings;
  return betterAuth({
    appName: 'Actionary',
    basePath: AUTH_PATH,
    ...(publicUrl ? { baseURL: publicUrl } : {}),
    secret,
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    trustedOrigins: (request) => (publicUrl || !request ? [] : [new URL(request.url).origin]),
    user: {
      modelName: 'account',
      // What comes back from the provider is told by a page, not by an answer.
      validateUserInfo: async ({ user: { email } }) => {
        const account = email ? await prisma.account.findUnique({ where: { email: email.toLowerCase() } }) : null;
        return account?.isDisabled ? { error: 'ACCOUNT_DISABLED', errorDescription: DISABLED } : undefined;
      },
      additionalFields: {
        role: { type: 'string', input: false, defaultValue: 'viewer' },
        seesVideos: { type: 'boolean', input: false, defaultValue: true },
        isDisabled: { type: 'boolean', input: false, defaultValue: false },
      },
    },
    session: {
      modelName: 'session',
      fields: { userId: 'accountId' },
      expiresIn: 7 * DAY_SECONDS,
      updateAge: DAY_SECONDS,
    },
    account: { modelName: 'credential', fields: { userId: 'ownerId', accountId: 'subject' } },
    verification: { modelName: 'verification' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD, maxPasswordLength: 256 },
    disabledPaths: ['/update-user', '/delete-user', '/change-email', '/link-social', '/unlink-account'],
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const account = await prisma.account.findUnique({ where: { id: userId } });
            if (account?.isDisabled) throw new APIError('FORBIDDEN', { message: DISABLED, code: 'ACCOUNT_DISABLED' });
          },
        },
      },
    },
    hooks: { after: createAuthMiddleware((context) => noteSignIn(db, audit, context)) },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: 10 } },
      customStorage: createRequestCounts(),
    },
    advanced: {
      cookiePrefix: 'actionary',
      useSecureCookies: publicUrl?.startsWith('https:') ?? false,
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    onAPIError: { errorURL: '/sign-in' },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_, message, ...details: unknown[]) => log.error({ details }, message) },
    plugins: oidc ? [genericOAuth({ config: [toProvider(oidc)] })] : [],
  });
}

/** The name of the one provider. */
const OIDC_PROVIDER = 'oidc';

function toProvider({ issuer, clientId, clientSecret }: OidcSettings) {
  return {
    providerId: OIDC_PROVIDER,
    discoveryUrl: `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
  };
}
