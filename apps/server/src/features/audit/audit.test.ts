import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { GraphQLField } from 'graphql';
import {
  createAccount,
  createApiToken,
  invite,
  listAuditEntries,
  revokeApiToken,
  verifyAudit,
} from '../../../../../prisma/src/index.ts';
import { hashOfEntry } from '../../../../../prisma/src/audit-hash.ts';
import type { AuditRecord } from '../../../../../prisma/src/audit-hash.ts';
import type { Permission } from '../../../../../prisma/src/index.ts';
import { madeUpOperation } from '../../../../../test/factories/made-up-operation.ts';
import { makeLibrary, makeVideos, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import type { TestServer } from '../../../../../test/factories/server.ts';
import { createSchema } from '../../schema.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const mutationType = createSchema().getMutationType()!;
const mutations = Object.values(mutationType.getFields()) as GraphQLField<unknown, never>[];
const clear = ({ db }: TestServer) => db.pool.query('TRUNCATE "AuditEntry", "AuditLog"');
const entriesOf = async ({ db }: TestServer) => (await listAuditEntries(db, {}, { first: 500 })).nodes.toReversed();

describe('where nobody has to sign in', () => {
  const server = useServer();
  beforeEach(() => clear(server));

  test('every mutation there is leaves an entry, with what came of it', async () => {
    for (const field of mutations) await server.send(madeUpOperation(mutationType, field));
    const entries = await entriesOf(server);
    expect(entries.map(({ action }) => action).toSorted()).toEqual(mutations.map(({ name }) => name).toSorted());
    expect(entries.filter(({ outcome }) => outcome === null || outcome === 'failed')).toEqual([]);
    expect(new Set(entries.map(({ outcome }) => outcome))).toEqual(new Set(['succeeded', 'refused']));
    expect(await verifyAudit(server.db)).toMatchObject({ isIntact: true, entryCount: mutations.length });
  });

  test('an entry says who, from where, with what, on what, and why not', async () => {
    const create =
      'mutation ($input: CreateEquipmentNodeInput!) { createEquipmentNode(input: $input) { equipmentNode { id } } }';
    const made = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-actionary-person': encodeURIComponent('田中'),
        'x-request-id': 'request-of-a-test',
        connection: 'close',
      },
      body: JSON.stringify({ query: create, variables: { input: { level: 'Site', name: '工場' } } }),
    });
    const { data } = (await made.json()) as { data: { createEquipmentNode: { equipmentNode: { id: string } } } };
    const { id } = data.createEquipmentNode.equipmentNode;
    await server.ask('mutation ($id: ID!) { deleteEquipmentNode(id: $id) { deletedId } }', { id });
    await server.ask('mutation ($id: ID!) { deleteEquipmentNode(id: $id) { deletedId } }', { id });
    const page = await server.ask<{ auditEntries: { nodes: unknown[] }; auditActions: string[] }>(
      `query ($id: ID!) {
        auditEntries(filter: { subjectId: $id }) {
          nodes { action outcome code address requestId details actor { kind id name } subjects { id type node { id } } }
        }
        auditActions
      }`,
      { id },
    );
    const subjects = [{ id, type: 'EquipmentNode', node: null }];
    const nobody = { kind: 'open', id: null, name: null };
    expect(page.auditEntries.nodes).toMatchObject([
      {
        action: 'deleteEquipmentNode',
        outcome: 'refused',
        code: 'NOT_FOUND',
        actor: nobody,
        subjects,
        details: { id },
      },
      { action: 'deleteEquipmentNode', outcome: 'succeeded', code: null, subjects },
      {
        action: 'createEquipmentNode',
        outcome: 'succeeded',
        address: '127.0.0.1',
        requestId: 'request-of-a-test',
        actor: { kind: 'open', id: null, name: '田中' },
        details: { input: { level: 'Site', name: '工場' } },
        subjects,
      },
    ]);
    expect(page.auditActions).toEqual(['createEquipmentNode', 'deleteEquipmentNode']);
  });

  test('what nothing may keep is in no entry: files, secrets, addresses with secrets, names of operators', async () => {
    const { id: libraryId } = await makeLibrary(server.db);
    const [videoId] = await makeVideos(server.db, libraryId, 1);
    const canary = 'CANARY-7f3a';
    await server.ask(
      `mutation ($operator: SetVideosOperatorInput!, $words: ImportVocabularyInput!, $hook: CreateWebhookEndpointInput!) {
        setVideosOperator(input: $operator) { videoCount }
        importVocabulary(input: $words) { userErrors { code } }
        createWebhookEndpoint(input: $hook) { secret }
        createApiToken(input: { name: "MES", permissions: [read] }) { secret }
      }`,
      {
        operator: { videoIds: [toGlobalId('Video', videoId!)], operator: canary },
        words: { name: 'Words', fileName: 'w.txt', mode: 'fix', content: Buffer.from(canary).toString('base64') },
        hook: { url: `https://hooks.example.com/${canary}?key=${canary}` },
      },
    );
    const { rows } = await server.db.pool.query<{ text: string }>(
      `SELECT entry::text AS "text" FROM "AuditEntry" AS entry`,
    );
    expect(rows).toHaveLength(4);
    const all = rows.map(({ text }) => text).join('\n');
    for (const secret of [canary, Buffer.from(canary).toString('base64'), 'whsec_', 'actionary_'])
      expect(all).not.toContain(secret);
    expect(all).toContain('https://hooks.example.com/…');
    const [operator] = await server.db.prisma.operator.findMany();
    const named = { videoIds: [toGlobalId('Video', videoId!)], operatorId: toGlobalId('Operator', operator!.id) };
    await server.ask(
      'mutation ($input: SetVideosOperatorInput!) { setVideosOperator(input: $input) { operator { id } } }',
      { input: named },
    );
    const [entry] = (await listAuditEntries(server.db)).nodes;
    expect(entry).toMatchObject({ action: 'setVideosOperator', subjectIds: named.videoIds });
    expect(JSON.stringify(entry!.details)).not.toContain(named.operatorId);
    expect(all).toContain(toGlobalId('Video', videoId!));
  });

  test('nothing is done of which no entry can be written', async () => {
    await server.db.pool.query('ALTER TABLE "AuditEntry" RENAME TO "Away"');
    const create = 'mutation { createEquipmentNode(input: { level: Site, name: "Never" }) { equipmentNode { id } } }';
    const { errors } = await server
      .send(create)
      .finally(() => server.db.pool.query('ALTER TABLE "Away" RENAME TO "AuditEntry"'));
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(await server.db.prisma.equipmentNode.count({ where: { name: 'Never' } })).toBe(0);
  });

  test('the whole chain is told as a file that verifies without the server, a part of it as well', async () => {
    for (const name of ['=1+1', 'B', 'C'])
      await server.ask(
        'mutation ($name: String!) { createEquipmentNode(input: { level: Site, name: $name }) { userErrors { code } } }',
        { name },
      );
    const recordsOf = async (query: string) => {
      const response = await fetch(`${server.url}/audit/entries.jsonl${query}`, { headers: { connection: 'close' } });
      const lines = (await response.text()).trim().split('\n');
      return lines.filter(Boolean).map((line) => JSON.parse(line) as AuditRecord & { readonly hash: string });
    };
    const records = await recordsOf('');
    expect(records.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    for (const [index, record] of records.entries()) {
      expect(hashOfEntry(record)).toBe(record.hash);
      expect(record.previousHash).toBe(records[index - 1]?.hash ?? '0'.repeat(64));
    }
    const second = records[1]! as unknown as { occurredAt: string };
    const part = await recordsOf(`?from=${second.occurredAt}`);
    expect(part.at(-1)).toMatchObject({ sequence: 5, action: 'audit.export' });
    expect(part.every((record) => hashOfEntry(record) === record.hash)).toBe(true);
    expect(await recordsOf('?before=2020-01-01T00:00:00Z')).toEqual([]);
    const csv = await fetch(`${server.url}/audit/entries.csv?action=createEquipmentNode&text=1%2B1`, {
      headers: { connection: 'close' },
    });
    const [head, first, ...rest] = (await csv.text()).trim().split('\r\n');
    expect(head).toMatch(/occurredAt,actorKind,/);
    expect(first).toContain('createEquipmentNode,succeeded');
    expect(rest).toEqual([]);
    const bad = await fetch(`${server.url}/audit/entries.csv?actorId=x`, { headers: { connection: 'close' } });
    expect([bad.status, await bad.text()]).toEqual([400, 'actorId: not the id of an account or a token\n']);
  });

  test('whether the chain holds is told, and the end of it', async () => {
    await server.ask('mutation { createEquipmentNode(input: { level: Site, name: "A" }) { userErrors { code } } }');
    const QUERY = `query ($known: AuditAnchorInput) {
      verifyAudit(known: $known) { isIntact entryCount since forgottenCount headSequence headHash problem { kind sequence } }
    }`;
    const { verifyAudit: check } = await server.ask<{ verifyAudit: { headHash: string } }>(QUERY);
    expect(check).toMatchObject({ isIntact: true, entryCount: 1, forgottenCount: 0, headSequence: 1, problem: null });
    const known = { sequence: 1, hash: check.headHash };
    await server.db.pool.query(`UPDATE "AuditEntry" SET "actorName" = 'Sato'`);
    const problem = { kind: 'changed', sequence: 1 };
    expect(await server.ask(QUERY, { known })).toMatchObject({ verifyAudit: { isIntact: false, problem } });
    const { errors } = await server.send(QUERY, { known: { sequence: 1, hash: 'x' } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('who is shown a video is not written down', async () => {
    await readVideo(server);
    expect(await entriesOf(server)).toEqual([]);
  });
});

/** As a player does: twice, in parts. */
async function readVideo({ db, url, folder }: TestServer): Promise<string> {
  const library = await makeLibrary(db);
  const [id] = await makeVideos(db, library.id, 1);
  await db.prisma.videoLibrary.update({ where: { id: library.id }, data: { folder } });
  const global = toGlobalId('Video', id!);
  for (const range of ['bytes=0-1', 'bytes=2-3'])
    await (await fetch(`${url}/videos/${global}/stream`, { headers: { range, connection: 'close' } })).text();
  return global;
}

/** As a list does: every picture there is of some videos. */
async function readPictures({ url }: TestServer, ids: readonly string[], authorization = ''): Promise<void> {
  for (const id of ids)
    for (const name of ['poster.jpg', 'sprite.jpg', 'at/500.jpg'])
      await (
        await fetch(`${url}/videos/${id}/${name}`, { headers: { authorization, connection: 'close' } })
      ).arrayBuffer();
}

describe('where who is shown a video is written down', () => {
  const server = useServer({ notesVideoReads: true });
  beforeEach(() => clear(server));

  test('it is so once an hour', async () => {
    const id = await readVideo(server);
    expect(await entriesOf(server)).toMatchObject([{ action: 'video.read', subjectIds: [id], outcome: 'succeeded' }]);
  });

  test('who sees pictures of many is so by one entry for 50 of them, each once an hour', async () => {
    const library = await makeLibrary(server.db);
    const ids = (await makeVideos(server.db, library.id, 60)).map((id) => toGlobalId('Video', id));
    for (const seen of [ids, ids.slice(0, 10)]) {
      await readPictures(server, seen);
      await server.services.audit.tellRest();
    }
    const entries = await entriesOf(server);
    expect(entries.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['video.readPictures', 'succeeded'],
      ['video.readPictures', 'succeeded'],
    ]);
    expect(entries.map(({ subjectIds }) => subjectIds)).toEqual([ids.slice(0, 50), ids.slice(50)]);
  });
});

describe('where who is shown a video is written down, and not everybody may', () => {
  const server = useServer({ notesVideoReads: true, signIn: { publicUrl: null, oidc: null } });

  test('who was refused is so, too', async () => {
    const input = { name: 'MES', permissions: [], expiresAt: null, requestsPerMinute: null, createdBy: null };
    const { secret } = valueOf(await createApiToken(server.db, input));
    const id = toGlobalId('Video', randomUUID());
    const headers = { authorization: `Bearer ${secret}`, connection: 'close' };
    const response = await fetch(`${server.url}/videos/${id}/stream`, { headers });
    expect([response.status, await response.text()]).toEqual([403, 'videos are not shown here\n']);
    expect(await entriesOf(server)).toMatchObject([{ action: 'video.read', subjectIds: [id], outcome: 'refused' }]);
    await clear(server);
    await readPictures(server, [id, toGlobalId('Video', randomUUID())], `Bearer ${secret}`);
    await server.services.audit.tellRest();
    expect(await entriesOf(server)).toMatchObject([
      { action: 'video.readPictures', subjectIds: [id], outcome: 'refused', code: 'FORBIDDEN' },
      { action: 'requests.leftOut', details: { action: 'video.readPictures', count: 5 } },
    ]);
  });
});

describe('where people sign in', () => {
  const server = useServer({ signIn: { publicUrl: null, oidc: null } });
  beforeEach(() => clear(server));
  const ANN = { name: 'Ann', email: 'ann@example.com', role: 'administrator', seesVideos: true } as const;
  const PASSWORD = 'correct horse battery';

  async function post(to: string, body: object, cookie = ''): Promise<Response> {
    const response = await fetch(server.url + to, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url, connection: 'close', cookie },
      body: JSON.stringify(body),
    });
    await response.clone().text();
    return response;
  }

  async function tokenOf(...permissions: Permission[]) {
    const input = { name: 'MES', permissions, expiresAt: null, requestsPerMinute: null, createdBy: null };
    const { apiToken, secret } = valueOf(await createApiToken(server.db, input));
    return { id: apiToken.id, headers: { authorization: `Bearer ${secret}`, connection: 'close' } };
  }

  test('invitations, signing in and out, and who was refused', async () => {
    const ann = valueOf(await createAccount(server.db, ANN));
    const key = await invite(server.db, ann.id);
    await post('/auth/invitation', { key: 'of nobody', password: PASSWORD });
    const joined = await post('/auth/invitation', { key, password: PASSWORD });
    const cookie = joined.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    await post('/auth/sign-in/email', { email: 'ann@example.com', password: 'CANARY wrong CANARY' });
    await post('/auth/sign-in/email', { email: 'CANARY in the wrong field', password: 'x' });
    await post('/auth/sign-in/email', { email: 'ann@example.com', password: PASSWORD });
    await post('/auth/change-password', { currentPassword: PASSWORD, newPassword: `${PASSWORD} anew` }, cookie);
    await post('/auth/sign-out', {}, cookie);
    const who = { actorKind: 'account', actorId: ann.id, actorName: 'Ann', address: '127.0.0.1', outcome: 'succeeded' };
    const subjectIds = [toGlobalId('Account', ann.id)];
    const entries = await entriesOf(server);
    expect(entries).toMatchObject([
      { action: 'invitation.use', actorKind: 'anonymous', outcome: 'refused', code: 'NOT_FOUND' },
      { action: 'invitation.use', subjectIds, ...who },
      { action: 'signIn', subjectIds, ...who },
      {
        action: 'signIn',
        actorKind: 'anonymous',
        subjectIds,
        outcome: 'refused',
        details: { email: 'ann@example.com' },
      },
      { action: 'signIn', actorKind: 'anonymous', subjectIds: [], outcome: 'refused', details: { email: null } },
      { action: 'signIn', subjectIds, ...who },
      { action: 'account.changePassword', subjectIds, ...who },
      { action: 'signOut', ...who },
    ]);
    const text = JSON.stringify(entries, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    expect(text).not.toMatch(/CANARY|correct horse/);
    expect(entries.every(({ requestId }) => requestId !== null)).toBe(true);
  });

  test('who may not change something has tried to; so many times a minute, the others are counted', async () => {
    const { id, headers } = await tokenOf('read');
    const query = 'mutation { createEquipmentNode(input: { level: Site, name: "Mine" }) { userErrors { code } } }';
    for (let count = 0; count < 25; count++) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      await response.text();
    }
    await server.services.audit.tellRest();
    const entries = await entriesOf(server);
    const tried = { actorKind: 'apiToken', actorId: id, actorName: 'MES', outcome: 'refused' };
    expect(entries).toHaveLength(21);
    expect(entries[0]).toMatchObject({ ...tried, action: 'createEquipmentNode', code: 'FORBIDDEN' });
    expect(entries.at(-1)).toMatchObject({ ...tried, action: 'requests.leftOut', details: { count: 5 } });
  });

  test('who may not see something has asked for it; once a minute for each field, the others are counted', async () => {
    const { id, headers } = await tokenOf('read');
    const ann = valueOf(await createAccount(server.db, { ...ANN, email: 'ann-2@example.com' }));
    const subjectIds = [toGlobalId('Account', ann.id)];
    const ask = async (query: string) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    };
    for (let count = 0; count < 3; count++) {
      await ask('{ apiTokens { nodes { name } } }');
      await ask(`{ node(id: "${subjectIds[0]}") { ... on Account { email } } }`);
    }
    await server.services.audit.tellRest();
    const refused = { actorId: id, outcome: 'refused', code: 'FORBIDDEN' };
    expect(await entriesOf(server)).toMatchObject([
      { ...refused, action: 'query', details: { field: 'apiTokens' } },
      { ...refused, action: 'query', details: { field: 'Account.email' } },
      { action: 'requests.leftOut', actorId: id, details: { action: 'query', count: 4 } },
    ]);
  });

  test('signing in after too many tries, once a minute', async () => {
    const body = { email: 'nobody@example.com', password: PASSWORD };
    const statuses = [];
    for (let count = 0; count < 14; count++) statuses.push((await post('/auth/sign-in/email', body)).status);
    const limitedCount = statuses.filter((status) => status === 429).length;
    expect(limitedCount).toBeGreaterThan(2);
    await server.services.audit.tellRest();
    const entries = await entriesOf(server);
    const limited = entries.filter(({ action, code }) => action === 'signIn' && code === 'RATE_LIMITED');
    expect(limited).toMatchObject([
      { actorKind: 'anonymous', address: '127.0.0.1', outcome: 'refused', details: { by: 'password' } },
    ]);
    expect(entries.at(-1)).toMatchObject({
      action: 'requests.leftOut',
      details: { action: 'signIn', count: limitedCount - 1 },
    });
  });

  test('a token that is not valid any more', async () => {
    const { id, headers } = await tokenOf('read');
    valueOf(await revokeApiToken(server.db, id));
    await (await fetch(`${server.url}/metrics`, { headers })).text();
    const refused = { action: 'apiToken.use', actorKind: 'anonymous', outcome: 'refused', code: 'UNAUTHENTICATED' };
    expect(await entriesOf(server)).toMatchObject([
      { ...refused, subjectIds: [toGlobalId('ApiToken', id)], details: { reason: expect.stringContaining('MES') } },
    ]);
  });

  test('exports are for those who administer, and are written down', async () => {
    const reader = await tokenOf('read', 'operate');
    const administrator = await tokenOf('read', 'administer');
    for (const file of ['jsonl', 'csv']) {
      const statusOf = async ({ headers }: typeof reader) => {
        const response = await fetch(`${server.url}/audit/entries.${file}`, { headers });
        await response.text();
        return response.status;
      };
      expect([await statusOf(reader), await statusOf(administrator)]).toEqual([403, 200]);
    }
    const told = (format: string) => ({ action: 'audit.export', actorId: administrator.id, details: { format } });
    const refused = { action: 'request', actorId: reader.id, outcome: 'refused', code: 'FORBIDDEN' };
    expect(await entriesOf(server)).toMatchObject([refused, told('jsonl'), refused, told('csv')]);
  });
});
