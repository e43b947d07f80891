import { afterAll, expect, test } from '@jest/globals';
import { OIDC_CLIENT, startOidcIssuer } from '../../../../../test/factories/oidc-issuer.ts';
import { useServer } from '../../../../../test/factories/server.ts';

const issuer = await startOidcIssuer();
afterAll(() => issuer.close());
const server = useServer({
  signIn: { publicUrl: null, oidc: { ...OIDC_CLIENT, issuer: issuer.url, name: 'Plant login' } },
});

const cookiesOf = ({ headers }: Response) =>
  headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');

/** As a browser goes: to the provider, back, and in. @returns the cookies it has then */
async function signIn(): Promise<{ cookie: string; location: string }> {
  const begun = await fetch(`${server.url}/auth/sign-in/social`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url, connection: 'close' },
    body: JSON.stringify({ provider: 'oidc', callbackURL: '/videos', errorCallbackURL: '/sign-in' }),
  });
  const { url } = (await begun.json()) as { url: string };
  const there = await fetch(url, { redirect: 'manual', headers: { connection: 'close' } });
  const back = await fetch(there.headers.get('location')!, {
    redirect: 'manual',
    headers: { cookie: cookiesOf(begun), connection: 'close' },
  });
  return { cookie: cookiesOf(back), location: back.headers.get('location')! };
}

async function viewer(cookie: string): Promise<unknown> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: server.url, connection: 'close' },
    body: JSON.stringify({ query: '{ viewer { name email role permissions } }' }),
  });
  return ((await response.json()) as { data?: { viewer: unknown } }).data?.viewer;
}

test('whoever the company knows signs in, as a viewer at first, and is known again', async () => {
  const state = await fetch(`${server.url}/auth/state`, { headers: { connection: 'close' } });
  expect(await state.json()).toMatchObject({ providerName: 'Plant login' });
  issuer.be({ sub: '17', email: 'Sato@Example.com', name: '佐藤', email_verified: true });
  const { cookie, location } = await signIn();
  expect(location).toBe('/videos');
  expect(await viewer(cookie)).toEqual({
    name: '佐藤',
    email: 'sato@example.com',
    role: 'viewer',
    permissions: ['read', 'watch'],
  });
  await server.db.prisma.account.updateMany({ data: { role: 'engineer' } });
  expect(await viewer((await signIn()).cookie)).toMatchObject({ name: '佐藤', role: 'engineer' });
  expect(await server.db.prisma.account.count()).toBe(1);
});

test('whoever is disabled does not get in', async () => {
  await server.db.prisma.account.updateMany({ data: { isDisabled: true } });
  const { cookie, location } = await signIn();
  expect(location).toContain('/sign-in?error=ACCOUNT_DISABLED');
  expect(await viewer(cookie)).toBeUndefined();
});
