import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeLibrary, makeVideos, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { createApiToken, invite } from '../../../../../prisma/src/index.ts';
import type { Permission } from '../../../../../prisma/src/index.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer({ signIn: { publicUrl: null, oidc: null } });
const PASSWORD = 'correct horse battery';

interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly data?: Record<string, never>;
    readonly message?: string;
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  };
}

/** As a browser of this site asks, or a program with a token. */
async function ask(
  path: string,
  headers: Record<string, string>,
  body?: object,
  method = body ? 'POST' : 'GET',
): Promise<Asked> {
  const response = await fetch(server.url + path, {
    method,
    headers: { 'content-type': 'application/json', connection: 'close', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) : {} };
}

const graphql = (headers: Record<string, string>, query: string, variables: object = {}) =>
  ask('/graphql', headers, { query, variables });
const VIEWER = '{ viewer { name email role permissions } }';

/** Signed in by a link or a password: what the browser sends from then on. */
function cookieOf({ headers }: Asked): Record<string, string> {
  return {
    cookie: headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; '),
    origin: server.url,
  };
}

const signIn = (email: string, password = PASSWORD) =>
  ask('/auth/sign-in/email', { origin: server.url }, { email, password });

async function tokenOf(permissions: readonly Permission[], more: object = {}): Promise<Record<string, string>> {
  const { secret } = valueOf(
    await createApiToken(server.db, {
      name: 'MES',
      permissions,
      expiresAt: null,
      requestsPerMinute: null,
      createdBy: null,
      ...more,
    }),
  );
  return { authorization: `Bearer ${secret}` };
}

let administrator: Record<string, string>;

describe('the first account', () => {
  test('is made by whoever has the link, once', async () => {
    expect((await ask('/auth/state', {})).body).toEqual({ isOpen: false, hasAccounts: false, providerName: null });
    const key = await invite(server.db, null);
    expect((await ask(`/auth/invitation?key=${key}`, {})).body).toEqual({ isFirst: true, name: null, email: null });
    const wanted = { key, name: '田中', email: 'Tanaka@Example.com', password: PASSWORD };
    expect(await ask('/auth/invitation', {}, { ...wanted, password: 'short' })).toMatchObject({ status: 400 });
    expect(await ask('/auth/invitation', {}, { ...wanted, email: 'nobody' })).toMatchObject({
      status: 400,
      body: { message: 'an address such as tanaka@example.com is needed' },
    });
    expect(await ask('/auth/invitation', {}, { ...wanted, key: 'guessed' })).toMatchObject({ status: 404 });
    const joined = await ask('/auth/invitation', {}, wanted);
    expect(joined.status).toBe(200);
    administrator = cookieOf(joined);
    expect((await graphql(administrator, VIEWER)).body.data).toEqual({
      viewer: {
        name: '田中',
        email: 'tanaka@example.com',
        role: 'administrator',
        permissions: ['read', 'watch', 'curate', 'operate', 'administer'],
      },
    });
    expect(await ask('/auth/invitation', {}, wanted)).toMatchObject({ status: 404 });
    const again = { ...wanted, key: await invite(server.db, null) };
    expect(await ask('/auth/invitation', {}, again)).toMatchObject({
      status: 400,
      body: { message: 'there is an account already: sign in with it' },
    });
    expect((await ask('/auth/state', {})).body).toMatchObject({ hasAccounts: true });
  });

  test('signs in with its password, and out; cookies are for this site and hidden from scripts', async () => {
    expect(await signIn('tanaka@example.com', 'wrong password!')).toMatchObject({ status: 401 });
    const answer = await signIn('TANAKA@example.com');
    expect(answer.headers.getSetCookie().join()).toMatch(/actionary\.session_token=.*HttpOnly; SameSite=Lax/);
    const headers = cookieOf(answer);
    expect((await graphql(headers, VIEWER)).status).toBe(200);
    expect((await ask('/auth/sign-out', headers, {})).status).toBe(200);
    expect((await graphql(headers, VIEWER)).status).toBe(401);
  });
});

describe('whoever has not signed in', () => {
  test.each([
    ['POST', '/graphql'],
    ['GET', '/graphql?query={__typename}'],
    ['GET', '/graphql/stream?query=subscription{activeJobs{id}}'],
    ['GET', '/metrics'],
    ['GET', '/videos/x/stream'],
    ['GET', '/Videos/x/poster.jpg'],
    ['GET', '/videos/x/at/0.jpg/'],
    ['GET', '/vocabularies/x.csv'],
    ['GET', '/recipes/x.zip'],
    ['GET', '/annotations/x.vtt'],
    ['PUT', '/embeddings'],
    ['POST', '/uploads'],
    ['OPTIONS', '/uploads'],
  ])('is refused %s %s', async (method, path) => {
    expect((await ask(path, {}, undefined, method)).status).toBe(401);
    expect((await ask(path, { authorization: 'Bearer actionary_guessed' }, undefined, method)).status).toBe(401);
  });

  test('is told so as GraphQL tells it, and nothing else', async () => {
    const { body, headers } = await graphql({}, '{ __schema { types { name } } nonsense');
    expect(body).toEqual({
      errors: [
        { message: 'sign in, or send a token: authorization: Bearer …', extensions: { code: 'UNAUTHENTICATED' } },
      ],
    });
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });

  test('cannot make an account', async () => {
    const body = { email: 'a@example.com', password: PASSWORD, name: 'A' };
    expect((await ask('/auth/sign-up/email', { origin: server.url }, body)).status).toBe(400);
    expect(await server.db.prisma.account.count()).toBe(1);
  });

  test('may try ten passwords a minute', async () => {
    const tries = Array.from({ length: 12 }, () => signIn('nobody@example.com', 'guess guess guess'));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses).toContain(429);
  });
});

describe('accounts', () => {
  const INVITE = `mutation ($input: InviteAccountInput!) { done: inviteAccount(input: $input) {
    account { id name isInvited lastSeenAt } invitationPath userErrors { code field message } } }`;

  async function join(input: object): Promise<{ id: string; headers: Record<string, string> }> {
    const { body } = await graphql(administrator, INVITE, { input });
    const { account, invitationPath } = body.data!['done'] as { account: { id: string }; invitationPath: string };
    const key = invitationPath.split('#')[1];
    return { id: account.id, headers: cookieOf(await ask('/auth/invitation', {}, { key, password: PASSWORD })) };
  }

  test('are invited with a role, change it, and are shut out at once', async () => {
    const { id, headers } = await join({ name: 'Kim', email: 'kim@example.com', role: 'curator', seesVideos: false });
    expect((await graphql(headers, VIEWER)).body.data).toEqual({
      viewer: { name: 'Kim', email: 'kim@example.com', role: 'curator', permissions: ['read', 'curate'] },
    });
    const update = (input: object) =>
      graphql(
        administrator,
        `
          mutation ($input: UpdateAccountInput!) {
            done: updateAccount(input: $input) {
              account {
                role
                isDisabled
                isInvited
                lastSeenAt
              }
              userErrors {
                code
                message
              }
            }
          }
        `,
        { input: { id, ...input } },
      );
    const promoted = await update({ role: 'engineer', seesVideos: true });
    expect(promoted.body.data).toMatchObject({
      done: { account: { role: 'engineer', isInvited: false, lastSeenAt: expect.any(String) }, userErrors: [] },
    });
    expect((await graphql(headers, VIEWER)).body.data).toMatchObject({
      viewer: { permissions: ['read', 'watch', 'curate', 'operate'] },
    });
    await update({ isDisabled: true });
    expect((await graphql(headers, VIEWER)).status).toBe(401);
    expect(await signIn('kim@example.com')).not.toMatchObject({ status: 200 });
    const removed = await graphql(
      administrator,
      `
        mutation ($id: ID!) {
          deleteAccount(id: $id) {
            deletedId
          }
        }
      `,
      { id },
    );
    expect(removed.body.data).toEqual({ deleteAccount: { deletedId: id } });
  });

  test('a new link makes the one before lead nowhere, and a new password signs out', async () => {
    const { id, headers } = await join({ name: 'Lee', email: 'lee@example.com', role: 'viewer' });
    const renew = async () => {
      const { body } = await graphql(
        administrator,
        'mutation ($id: ID!) { done: renewInvitation(id: $id) { invitationPath } }',
        { id },
      );
      return (body.data!['done'] as { invitationPath: string }).invitationPath.split('#')[1];
    };
    const [first, second] = [await renew(), await renew()];
    expect((await ask('/auth/invitation', {}, { key: first, password: PASSWORD })).status).toBe(404);
    expect((await ask('/auth/invitation', {}, { key: second, password: 'another password' })).status).toBe(200);
    expect((await graphql(headers, VIEWER)).status).toBe(401);
  });

  test('there is always somebody to administer', async () => {
    const { prisma } = server.db;
    const { id } = await prisma.account.findFirstOrThrow({ where: { role: 'administrator' } });
    const variables = { id: toGlobalId('Account', id) };
    const problem = { code: 'INVALID', message: expect.stringContaining('nobody would be left') };
    const errors = '{ userErrors { code message } }';
    for (const mutation of [
      `mutation ($id: ID!) { done: deleteAccount(id: $id) ${errors} }`,
      `mutation ($id: ID!) { done: updateAccount(input: { id: $id, isDisabled: true }) ${errors} }`,
      `mutation ($id: ID!) { done: updateAccount(input: { id: $id, role: viewer }) ${errors} }`,
    ]) {
      expect((await graphql(administrator, mutation, variables)).body.data).toEqual({
        done: { userErrors: [problem] },
      });
    }
  });

  test('an address is used once', async () => {
    const input = { name: 'Tanaka', email: 'TANAKA@example.com', role: 'viewer' };
    expect((await graphql(administrator, INVITE, { input })).body.data).toMatchObject({
      done: { account: null, invitationPath: null, userErrors: [{ code: 'TAKEN', field: ['email'] }] },
    });
  });

  test('other sites cannot write with a browser’s session', async () => {
    const { origin: _, ...cookie } = administrator;
    for (const foreign of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
    ])
      expect((await graphql({ ...cookie, ...foreign }, VIEWER)).status).toBe(403);
  });
});

describe('tokens', () => {
  const REVOKE = 'mutation ($id: ID!) { revokeApiToken(id: $id) { apiToken { revokedAt } userErrors { code } } }';

  test('are made with what they may, shown once, and known by a hash', async () => {
    const { body } = await graphql(
      administrator,
      `
        mutation {
          done: createApiToken(input: { name: "MES line 4", permissions: [operate] }) {
            secret
            apiToken {
              id
              name
              start
              permissions
              requestsPerMinute
              createdBy
              lastUsedAt
            }
            userErrors {
              code
            }
          }
        }
      `,
    );
    const { secret, apiToken } = body.data!['done'] as { secret: string; apiToken: Record<string, string> };
    expect(apiToken).toMatchObject({
      name: 'MES line 4',
      permissions: ['read', 'operate'],
      requestsPerMinute: 6000,
      createdBy: '田中',
      lastUsedAt: null,
    });
    expect(secret.startsWith(apiToken['start']!)).toBe(true);
    const headers = { authorization: `Bearer ${secret}` };
    expect((await graphql(headers, VIEWER)).body.data).toEqual({
      viewer: { name: 'MES line 4', email: null, role: null, permissions: ['read', 'operate'] },
    });
    const onBehalf = { ...headers, 'x-actionary-person': encodeURIComponent('鈴木') };
    expect((await graphql(onBehalf, VIEWER)).body.data).toMatchObject({ viewer: { name: '鈴木' } });
    const stored = JSON.stringify(await server.db.prisma.apiToken.findMany());
    expect(stored).not.toContain(secret.slice(apiToken['start']!.length));
    const used = await graphql(administrator, '{ apiTokens { nodes { name lastUsedAt } } }');
    expect(used.body.data).toMatchObject({ apiTokens: { nodes: [{ lastUsedAt: expect.any(String) }] } });
  });

  test('are refused once revoked or expired', async () => {
    const { apiToken, secret } = valueOf(
      await createApiToken(server.db, {
        name: 'Old',
        permissions: [],
        expiresAt: null,
        requestsPerMinute: null,
        createdBy: null,
      }),
    );
    const headers = { authorization: `Bearer ${secret}` };
    const { body } = await graphql(administrator, REVOKE, { id: toGlobalId('ApiToken', apiToken.id) });
    expect(body.data).toMatchObject({
      revokeApiToken: { apiToken: { revokedAt: expect.any(String) }, userErrors: [] },
    });
    expect((await graphql(headers, VIEWER)).body.errors).toMatchObject([{ message: 'the token Old has been revoked' }]);
    const short = await tokenOf(['read'], { name: 'Short', expiresAt: new Date(Date.now() + 3_600_000) });
    await server.db.prisma.apiToken.updateMany({ where: { name: 'Short' }, data: { expiresAt: new Date(0) } });
    expect((await graphql(short, VIEWER)).body.errors).toMatchObject([
      { message: 'the token Short has expired: make another one', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  test('may ask so often, and are told when again', async () => {
    const headers = await tokenOf(['read'], { name: 'Busy', requestsPerMinute: 3 });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await graphql(headers, VIEWER)).status);
    const refused = await graphql(headers, VIEWER);
    expect([...statuses, refused.status]).toEqual([200, 200, 200, 429]);
    expect(refused.body.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('show videos only where they may', async () => {
    const library = await makeLibrary(server.db);
    const [id] = await makeVideos(server.db, library.id, 1);
    const address = `/videos/${toGlobalId('Video', id!)}/stream`;
    expect((await ask(address, await tokenOf(['administer']))).status).toBe(403);
    // May see it, but its file is not there.
    expect((await ask(address, await tokenOf(['watch']))).status).toBe(404);
  });
});

beforeAll(() => {
  administrator = {};
});
