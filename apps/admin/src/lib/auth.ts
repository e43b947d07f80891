/** How people sign in: the server's `/auth`, which is JSON over HTTP and no GraphQL. */

/** What `/auth` refused, or that nobody answered. */
export class AuthError extends Error {
  override readonly name = 'AuthError';
  /** Of HTTP; 0 where no server answered. */
  readonly status: number;
  /** The sign-in library's; null where it is not its answer. */
  readonly code: string | null;

  constructor(message: string, status: number, code: string | null, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.code = code;
  }
}

/** Whether anybody has to sign in, and how they can. */
export type AuthState =
  | { readonly isOpen: true }
  | {
      readonly isOpen: false;
      readonly hasAccounts: boolean;
      /** What people call the identity provider; null: there is none. */
      readonly providerName: string | null;
    };

/** Whom a link is for. */
export interface Invitation {
  /** The first account is made: name and address are asked for, too. */
  readonly isFirst: boolean;
  readonly name: string | null;
  readonly email: string | null;
}

export interface Joining {
  readonly key: string;
  readonly password: string;
  readonly name?: string;
  readonly email?: string;
}

/** Least characters of a password; the server holds to it. */
export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 256;

/** @throws {AuthError} as all of these */
export function authState(): Promise<AuthState> {
  return ask('/state');
}

/** Null: the link is not valid any more. */
export async function findInvitation(key: string): Promise<Invitation | null> {
  if (key === '') return null;
  try {
    return await ask<Invitation>(`/invitation?${new URLSearchParams({ key }).toString()}`);
  } catch (error) {
    if (error instanceof AuthError && error.status === 404) return null;
    throw error;
  }
}

/** Chooses a password by a link; signed in then. */
export async function join(joining: Joining): Promise<void> {
  await ask('/invitation', joining);
}

export async function signIn(email: string, password: string): Promise<void> {
  await ask('/sign-in/email', { email, password });
}

/** By the identity provider. @param back page of this site to come back to @returns its address, to go to */
export async function signInElsewhere(back: string): Promise<string> {
  const asked = { provider: 'oidc', callbackURL: back, errorCallbackURL: back, disableRedirect: true };
  return (await ask<{ readonly url: string }>('/sign-in/social', asked)).url;
}

export async function isSignedIn(): Promise<boolean> {
  return (await ask<object | null>('/get-session')) !== null;
}

export async function signOut(): Promise<void> {
  await ask('/sign-out', {});
}

/** Signs out everywhere else. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await ask('/change-password', { currentPassword, newPassword, revokeOtherSessions: true });
}

async function ask<T>(path: string, body?: object): Promise<T> {
  const response = await send(path, body);
  const answer = (await response.json().catch(() => ({}))) as { readonly message?: string; readonly code?: string };
  if (response.ok) return answer as T;
  throw new AuthError(answer.message ?? response.statusText, response.status, answer.code ?? null);
}

async function send(path: string, body: object | undefined): Promise<Response> {
  try {
    if (!body) return await fetch(`/auth${path}`);
    const headers = { 'content-type': 'application/json' };
    return await fetch(`/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  } catch (error) {
    throw new AuthError('the server does not answer', 0, null, { cause: error });
  }
}
