import { randomBytes } from 'node:crypto';
import { Api } from '../factories/api.ts';
import type { Running } from './running.ts';

type Permission = 'watch' | 'curate' | 'operate' | 'administer';

/** Who takes part. Programs sign in with tokens; the account is for whoever looks at it in the browser. */
export interface People {
  readonly account: { readonly email: string; readonly password: string };
  readonly administrator: Api;
  /** Words and reviews. */
  readonly curator: Api;
  /** Libraries, recipes, recognition, training. */
  readonly engineer: Api;
  readonly engineerToken: string;
  /** What the MES sends. */
  readonly mesToken: string;
  readonly mes: Api;
  /** Of who may see videos. */
  readonly watcherToken: string;
}

/** Makes the first account by the link that the product has printed, and tokens for everybody else. */
export async function signIn({ url, product }: Running): Promise<People> {
  const account = { email: 'evening@example.com', password: randomBytes(12).toString('base64url') };
  const cookie = await join(url, product.output(), account);
  const administrator = new Api(url, { cookie, origin: url });
  const token = (name: string, permission: Permission) => makeToken(administrator, name, permission);
  const [engineerToken, mesToken] = [await token('Engineer', 'operate'), await token('MES', 'operate')];
  return {
    account,
    administrator: withToken(url, await token('Administrator', 'administer')),
    curator: withToken(url, await token('Curator', 'curate')),
    engineer: withToken(url, engineerToken),
    engineerToken,
    mes: withToken(url, mesToken),
    mesToken,
    watcherToken: await token('Watcher', 'watch'),
  };
}

export const withToken = (url: string, token: string) => new Api(url, { authorization: `Bearer ${token}` });

/** @returns the cookie of who is signed in */
async function join(url: string, printed: string, account: People['account']): Promise<string> {
  const key = /\/join#(\S+)/.exec(printed)?.[1];
  if (!key) throw new Error('no link for the first account was printed');
  const response = await fetch(`${url}/auth/invitation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ key, name: 'Evening 夕方', ...account }),
  });
  if (!response.ok) throw new Error(`the first account could not be made: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

async function makeToken(administrator: Api, name: string, permission: Permission): Promise<string> {
  const { made } = await administrator.ask<{ made: { secret: string } }>(
    `mutation ($input: CreateApiTokenInput!) { made: createApiToken(input: $input) { secret userErrors { code message } } }`,
    { input: { name, permissions: [permission] } },
  );
  return made.secret;
}
