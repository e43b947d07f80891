import { describe, expect, test } from '@jest/globals';
import { getNamedType, isObjectType } from 'graphql';
import { claimIdempotencyKey, contentHash, createApiToken } from '../../../../../prisma/src/index.ts';
import { valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { createSchema } from '../../schema.ts';

const server = useServer({ signIn: { publicUrl: null, oidc: null } });

async function makeToken(permissions: ('read' | 'operate' | 'administer')[] = ['read', 'operate', 'administer']) {
  const input = { name: 'MES', permissions, expiresAt: null, requestsPerMinute: null, createdBy: null };
  const { secret, apiToken } = valueOf(await createApiToken(server.db, input));
  return { authorization: `Bearer ${secret}`, id: apiToken.id };
}
type Token = Awaited<ReturnType<typeof makeToken>>;

interface Asked {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
}

async function ask({ authorization }: Token, key: string | null, asked: Asked, headers: object = {}) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      connection: 'close',
      authorization,
      ...(key === null ? {} : { 'idempotency-key': key }),
      ...headers,
    },
    body: JSON.stringify(asked),
  });
  const text = await response.text();
  const { errors = [], data } = JSON.parse(text) as {
    errors?: { extensions: { code: string } }[];
    data?: Record<string, { userErrors: object[] }>;
  };
  const isReplayed = response.headers.get('idempotency-replayed') === 'true';
  const codes = errors.map(({ extensions }) => extensions.code);
  return { status: response.status, text, data, isReplayed, retryAfter: response.headers.get('retry-after'), codes };
}

let serial = 0;
/** Makes a node; the second time its name is taken. */
const making = (name = `Node ${++serial}`): Asked => ({
  query: `mutation ($input: CreateEquipmentNodeInput!) {
    made: createEquipmentNode(input: $input) { equipmentNode { id } userErrors { code } }
  }`,
  variables: { input: { level: 'Site', name } },
});

const kept = () => server.db.prisma.idempotencyKey.findMany({ orderBy: { createdAt: 'asc' } });

describe('a mutation with an Idempotency-Key', () => {
  test('is carried out once, and answered alike', async () => {
    const token = await makeToken();
    const asked = making();
    const first = await ask(token, '"8e03978e-40d5"', asked);
    expect(first).toMatchObject({ status: 200, isReplayed: false, data: { made: { userErrors: [] } } });
    // Without quotation marks, and with the variables in another order, it is the same.
    const again = await ask(token, '8e03978e-40d5', { variables: asked.variables!, query: asked.query });
    expect(again).toEqual({ ...first, isReplayed: true });
    expect(await ask(token, null, asked)).toMatchObject({ data: { made: { userErrors: [{ code: 'TAKEN' }] } } });
  });

  test('keeps what was refused as data, too', async () => {
    const token = await makeToken();
    const asked = making();
    await ask(token, null, asked);
    const refused = await ask(token, 'taken', asked);
    expect(refused.data).toMatchObject({ made: { userErrors: [{ code: 'TAKEN' }] } });
    await server.db.prisma.equipmentNode.deleteMany({ where: { name: `Node ${serial}` } });
    expect(await ask(token, 'taken', asked)).toEqual({ ...refused, isReplayed: true });
  });

  test('is of its caller alone', async () => {
    const [one, other] = [await makeToken(), await makeToken()];
    const asked = making();
    await ask(one, 'mine', asked);
    expect(await ask(other, 'mine', asked)).toMatchObject({
      isReplayed: false,
      data: { made: { userErrors: [{ code: 'TAKEN' }] } },
    });
  });

  test('stands for one request', async () => {
    const token = await makeToken();
    const asked = making();
    await ask(token, 'one', asked);
    const others: readonly [Asked, object?][] = [
      [making()],
      [{ ...asked, query: `${asked.query} ` }],
      [asked, { 'x-actionary-person': 'Somebody' }],
    ];
    for (const [other, headers] of others)
      expect(await ask(token, 'one', other, headers)).toMatchObject({ status: 422, codes: ['IDEMPOTENCY_KEY_REUSED'] });
    const written = await server.db.prisma.auditEntry.findMany({ where: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(written).toHaveLength(others.length);
    expect(written[0]).toMatchObject({
      actorId: token.id,
      action: 'request',
      outcome: 'refused',
      details: { mutations: ['createEquipmentNode'], reason: expect.stringContaining('another request') },
    });
  });

  test('that comes several times at once is carried out once', async () => {
    const token = await makeToken();
    const asked = making();
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(token, '"at once"', asked)));
    const carriedOut = answers.filter(({ status, isReplayed }) => status === 200 && !isReplayed);
    expect(carriedOut).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expect(answer).toMatchObject({ status: 409, codes: ['IDEMPOTENCY_KEY_BUSY'] });
    for (const answer of answers.filter(({ isReplayed }) => isReplayed)) expect(answer.text).toBe(carriedOut[0]!.text);
    expect(await server.db.prisma.equipmentNode.count({ where: { name: `Node ${serial}` } })).toBe(1);
  });

  test('is busy while somebody is at it, and taken up again once they have died', async () => {
    const token = await makeToken();
    const asked = making();
    const request = { query: asked.query, variables: asked.variables, operationName: null, person: 'MES' };
    const claim = { caller: `token:${token.id}`, key: 'dead', requestHash: contentHash(request) };
    expect(await claimIdempotencyKey(server.db, claim)).toMatchObject({ state: 'claimed' });
    const busy = { status: 409, codes: ['IDEMPOTENCY_KEY_BUSY'] };
    const begunAgo = (seconds: number) => {
      const createdAt = new Date(Date.now() - 1000 * seconds);
      return server.db.prisma.idempotencyKey.updateMany({ where: { key: 'dead' }, data: { createdAt } });
    };
    await begunAgo(-60);
    expect(await ask(token, 'dead', asked)).toMatchObject({ ...busy, retryAfter: '1' });
    await begunAgo(60);
    expect(await ask(token, 'dead', asked)).toMatchObject({ ...busy, retryAfter: '15' });
    await server.db.prisma.idempotencyKey.updateMany({ where: { key: 'dead' }, data: { leaseUntil: new Date(0) } });
    expect(await ask(token, 'dead', making())).toMatchObject({ status: 422 });
    expect(await ask(token, 'dead', asked)).toMatchObject({ status: 200, data: { made: { userErrors: [] } } });
    expect(await ask(token, 'dead', asked)).toMatchObject({ isReplayed: true });
  });

  test('is forgotten after a day', async () => {
    const token = await makeToken();
    await ask(token, 'old', making());
    const yesterday = new Date(Date.now() - 24.1 * 60 * 60 * 1000);
    await server.db.prisma.idempotencyKey.updateMany({ where: { key: 'old' }, data: { createdAt: yesterday } });
    expect(await ask(token, 'old', making())).toMatchObject({ status: 200, isReplayed: false });
    await server.db.prisma.idempotencyKey.updateMany({ where: { key: 'old' }, data: { createdAt: yesterday } });
    await ask(token, 'new', making());
    expect((await kept()).filter(({ key }) => key === 'old')).toEqual([]);
  });

  test('is not kept where nothing was carried out', async () => {
    const token = await makeToken();
    const reader = await makeToken(['read']);
    const before = await kept();
    const nothing: [Token, Asked, object][] = [
      [reader, making(), { status: 200, codes: ['FORBIDDEN'] }],
      [token, { query: 'mutation { nothing }' }, { status: 400, codes: ['GRAPHQL_VALIDATION_FAILED'] }],
      [token, { ...making(), variables: {} }, { codes: ['BAD_USER_INPUT'] }],
      [token, { ...making(), variables: { input: { level: 'Site', name: 'a\0b' } } }, { codes: ['BAD_USER_INPUT'] }],
      [token, { query: 'mutation {' }, { codes: ['GRAPHQL_PARSE_FAILED'] }],
    ];
    for (const [who, asked, answer] of nothing) {
      expect(await ask(who, 'nothing', asked)).toMatchObject(answer);
      expect(await ask(who, 'nothing', asked)).toMatchObject({ ...answer, isReplayed: false });
    }
    expect(await kept()).toEqual(before);
  });

  test('of several keeps its answer where a later one has failed', async () => {
    const token = await makeToken();
    const asked = {
      query: `mutation ($input: CreateEquipmentNodeInput!) {
        ...both
      }
      fragment both on Mutation {
        made: createEquipmentNode(input: $input) { equipmentNode { id } userErrors { code } }
        videos: createReviews(reviews: []) { userErrors { code } }
      }`,
      variables: making().variables!,
    };
    const first = await ask(token, 'both', asked);
    expect(first).toMatchObject({ codes: ['FORBIDDEN'], data: null });
    expect(await ask(token, 'both', asked)).toEqual({ ...first, isReplayed: true });
  });

  test('is refused where its answer has a secret, and where the key is none', async () => {
    const token = await makeToken();
    const before = await kept();
    const secret = {
      query: `mutation { createWebhookEndpoint(input: { url: "https://mes.example/hook" }) { secret userErrors { code } } }`,
    };
    for (const query of [
      secret.query,
      secret.query.replace('secret ', ''),
      `mutation { ... { ...a } } fragment a on Mutation ${secret.query.slice(8)}`,
    ])
      expect(await ask(token, 'secret', { query })).toMatchObject({ status: 400, codes: ['IDEMPOTENCY_KEY_INVALID'] });
    expect(await server.db.prisma.webhookEndpoint.count()).toBe(0);
    for (const key of ['""', 'x'.repeat(256), 'a"b', '"a', 'ä'])
      expect([key, (await ask(token, key, making())).status]).toEqual([key, 400]);
    expect(await kept()).toEqual(before);
  });

  test('has no part in queries', async () => {
    const token = await makeToken();
    const asked = { query: '{ changeCursor }' };
    expect(await ask(token, 'query', asked)).toMatchObject({ status: 200, isReplayed: false });
    expect(await ask(token, 'query', { query: '{ uploadLimits { maxSizeBytes } }' })).toMatchObject({ status: 200 });
  });

  test('is refused as any other where nobody reads so deep', async () => {
    const token = await makeToken();
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        connection: 'close',
        authorization: token.authorization,
        'idempotency-key': 'deep',
      },
      body: `{"query":"mutation ($input: CreateEquipmentNodeInput!) { createEquipmentNode(input: $input) { userErrors { code } } }","variables":{"input":${deep}}}`,
    });
    expect(response.status).toBe(400);
    await response.text();
  });
});

test('whatever is shown once is marked so', () => {
  const mutations = Object.values(createSchema().getMutationType()!.getFields());
  const fields = mutations.flatMap(({ type }) => {
    const payload = getNamedType(type);
    return isObjectType(payload) ? Object.values(payload.getFields()) : [];
  });
  const told = fields.filter(
    ({ name, description }) =>
      /secret|password|key$|invitationPath/i.test(name) || /shown\s+only\s+here/.test(description ?? ''),
  );
  expect(told.length).toBeGreaterThan(2);
  for (const { name, astNode } of told)
    expect([name, astNode?.directives?.map((directive) => directive.name.value)]).toEqual([name, ['shownOnce']]);
});
