import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import {
  createEquipmentNode,
  cursorOfChange,
  latestSequence,
  openDatabase,
  sequenceChanges,
  takeDeliveries,
} from '../../../../../prisma/src/index.ts';
import type { DeliveryState } from '../../../../../prisma/src/index.ts';
import { makeLibrary, makeVideos, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { startReceiver } from '../../../../../test/factories/webhook-receiver.ts';
import type { Received, Respond, WebhookReceiver } from '../../../../../test/factories/webhook-receiver.ts';
import { toNetworks } from '../../shared/http/networks.ts';
import { keyOf, toGlobalId } from '../../shared/graphql/global-id.ts';
import { dispatchWebhooks } from './dispatch-webhooks.ts';
import type { DispatchOptions, WebhookDispatcher } from './dispatch-webhooks.ts';

const server = useServer();
const networks = toNetworks(['127.0.0.0/8']);
let receiver: WebhookReceiver;
let dispatchers: WebhookDispatcher[] = [];

beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(async () => {
  await receiver.close();
  receiver = await startReceiver();
});
afterEach(async () => {
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));
  dispatchers = [];
  await server.db.prisma.webhookEndpoint.deleteMany();
});
afterAll(() => receiver.close());

/** No pause is waited for in earnest. */
const SOON = Array.from({ length: 9 }, () => 1);

function dispatch(options: Partial<DispatchOptions> = {}): void {
  dispatchers.push(dispatchWebhooks(server.services, { networks, changeDays: 30, retryMs: SOON, ...options }));
}

interface Endpoint {
  readonly id: string;
  readonly isEnabled: boolean;
  readonly disabledReason: string | null;
  readonly failureCount: number;
  readonly lastSucceededAt: string | null;
}

interface Payload {
  readonly webhookEndpoint: Endpoint | null;
  readonly secret: string | null;
  readonly delivery: DeliveryNode | null;
  readonly deliveryCount: number | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string[] | null; readonly message: string }[];
}

interface DeliveryNode {
  readonly id: string;
  readonly messageId: string;
  readonly type: string;
  readonly state: DeliveryState;
  readonly change: { readonly sequence: number } | null;
  readonly nextAttemptAt: string | null;
  readonly finishedAt: string | null;
  readonly attemptCount: number;
  readonly attempts: readonly {
    readonly status: number | null;
    readonly error: string | null;
    readonly errorKind: string | null;
    readonly responseExcerpt: string | null;
    readonly durationMs: number;
  }[];
}

const ENDPOINT = 'webhookEndpoint { id url types isEnabled disabledReason failureCount previousSecretUntil createdBy }';
const DELIVERY = `id messageId type state nextAttemptAt attemptCount finishedAt change { sequence }
  endpoint { id } attempts { url startedAt durationMs status error errorKind responseExcerpt }`;

async function mutate(name: string, fields: string, input: object): Promise<Payload> {
  const declared =
    'id' in input && name !== 'updateWebhookEndpoint'
      ? '($id: ID!)'
      : `($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!)`;
  const [variables, given] = declared === '($id: ID!)' ? [input, 'id: $id'] : [{ input }, 'input: $input'];
  const { done } = await server.ask<{ done: Payload }>(
    `mutation ${declared} { done: ${name}(${given}) { ${fields} userErrors { code field message } } }`,
    variables,
  );
  return done;
}

/** As a setting of before, or another name server, may have allowed. */
async function moveTo(id: string, url: string): Promise<void> {
  await mutate('updateWebhookEndpoint', ENDPOINT, { id, isEnabled: true });
  await server.db.prisma.webhookEndpoint.update({ where: { id: keyOf('WebhookEndpoint', id)! }, data: { url } });
}

async function createEndpoint(input: object = {}): Promise<{ id: string; secret: string }> {
  const { webhookEndpoint, secret, userErrors } = await mutate('createWebhookEndpoint', `${ENDPOINT} secret`, {
    url: receiver.url,
    ...input,
  });
  expect(userErrors).toEqual([]);
  return { id: webhookEndpoint!.id, secret: secret! };
}

async function endpointNow(id: string): Promise<Endpoint> {
  const { webhookEndpoints } = await server.ask<{ webhookEndpoints: Endpoint[] }>(
    '{ webhookEndpoints { id isEnabled disabledReason failureCount lastSucceededAt } }',
  );
  return webhookEndpoints.find((each) => each.id === id)!;
}

async function deliveries(filter: object = {}, first = 100): Promise<DeliveryNode[]> {
  const { deliveries: found } = await server.ask<{ deliveries: { nodes: DeliveryNode[] } }>(
    `query ($filter: DeliveryFilter, $first: Int) { deliveries(filter: $filter, first: $first) { nodes { ${DELIVERY} } } }`,
    { filter, first },
  );
  return found.nodes;
}

async function untilEnded(endpointId: string, count = 1): Promise<DeliveryNode[]> {
  for (;;) {
    const all = await deliveries({ endpointId });
    if (all.length >= count && all.every(({ finishedAt }) => finishedAt !== null)) return all;
    await sleep(20);
  }
}

let serial = 0;
/** Something changes. */
async function change(): Promise<void> {
  const externalId = `WC-${++serial}`;
  valueOf(await createEquipmentNode(server.db, { level: 'WorkCell', name: `Station ${externalId}`, externalId }));
}

const answer =
  (status: number, headers: Record<string, string> = {}, body = ''): Respond =>
  (response) =>
    void response.writeHead(status, headers).end(body);

const verify = (secret: string, { body, headers }: Received) => new Webhook(secret).verify(body, headers);

describe('an endpoint', () => {
  test('is told of changes, signed as the standard says', async () => {
    const { id, secret } = await createEndpoint({ types: ['video.added', 'equipment.changed'] });
    dispatch();
    const library = await makeLibrary(server.db);
    const [videoId] = await makeVideos(server.db, library.id, 1);
    const [ofNode, ofVideo] = await receiver.until(2);
    expect(verify(secret, ofVideo!)).toEqual({
      type: 'video.added',
      timestamp: expect.stringMatching(/Z$/),
      data: {
        sequence: ofNode!.message.data.sequence + 1,
        video: { id: toGlobalId('Video', videoId!) },
        library: { id: toGlobalId('VideoLibrary', library.id) },
        equipmentNode: { id: toGlobalId('EquipmentNode', library.equipmentNodeId) },
        status: 'pending',
      },
    });
    expect(ofVideo!.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'actionary-webhooks/1',
    });
    expect(() => verify(secret, { ...ofVideo!, body: `${ofVideo!.body} ` })).toThrow('No matching signature found');
    const [latest, first] = await untilEnded(id, 2);
    expect(latest).toMatchObject({
      messageId: ofVideo!.headers['webhook-id'],
      type: 'video.added',
      state: 'succeeded',
      nextAttemptAt: null,
      attemptCount: 1,
      attempts: [{ status: 204, error: null, responseExcerpt: '', durationMs: expect.any(Number) }],
      change: { sequence: ofVideo!.message.data.sequence },
      endpoint: { id },
    });
    expect(first!.messageId).not.toBe(latest!.messageId);
  });

  test('is told at first in the order of the changes, however many servers there are', async () => {
    await createEndpoint();
    for (let count = 0; count < 30; count++) await change();
    dispatch();
    dispatch();
    const received = await receiver.until(30);
    const ids = new Set(received.map(({ headers }) => headers['webhook-id']));
    expect([ids.size, received.length]).toEqual([30, 30]);
    // Four may be under way at once.
    for (const [index, { message }] of received.entries()) {
      const before = received.slice(0, index).filter((each) => each.message.data.sequence > message.data.sequence);
      expect(before.length).toBeLessThan(4);
    }
  });

  test('says what is wrong with an address or a type', async () => {
    const wrong = async (input: object) =>
      (await mutate('createWebhookEndpoint', 'secret', { url: receiver.url, ...input })).userErrors;
    for (const url of [
      '',
      'mes',
      '/hook',
      'ftp://mes/hook',
      'file:///etc/passwd',
      'http://',
      `https://mes/${'x'.repeat(2000)}`,
    ])
      expect(await wrong({ url })).toMatchObject([
        { code: 'INVALID', field: ['url'], message: expect.stringContaining('https://') },
      ]);
    for (const url of ['http://user:secret@mes/hook', 'http://user@mes', 'http://mes/#part'])
      expect(await wrong({ url })).toMatchObject([{ code: 'INVALID', field: ['url'] }]);
    const { id } = await createEndpoint();
    const reason = 'reason parameters { name value }';
    for (const [name, input] of [
      ['createWebhookEndpoint', {}],
      ['updateWebhookEndpoint', { id }],
    ] as const)
      expect(await mutate(name, `userErrors { ${reason} }`, { ...input, url: 'http://10.20.0.1/hook' })).toMatchObject({
        userErrors: [
          {
            code: 'INVALID',
            field: ['url'],
            reason: 'privateNetwork',
            parameters: [
              { name: 'host', value: '10.20.0.1' },
              { name: 'network', value: '10.20.0.1/32' },
            ],
          },
        ],
      });
    expect(await wrong({ types: ['video.added', 'video.lost'] })).toMatchObject([
      { code: 'INVALID', field: ['types'], message: expect.stringContaining('no changes of the type video.lost') },
    ]);
  });

  test('is kept without anybody who asks seeing its secret', async () => {
    const { id, secret } = await createEndpoint();
    const { webhookEndpoint } = await mutate('updateWebhookEndpoint', ENDPOINT, { id, types: ['job.failed'] });
    expect(webhookEndpoint).toMatchObject({ id, types: ['job.failed'], url: receiver.url, isEnabled: true });
    const { __type: type } = await server.ask<{ __type: { fields: { name: string }[] } }>(
      '{ __type(name: "WebhookEndpoint") { fields { name } } }',
    );
    expect(type.fields.map(({ name }) => name).filter((name) => /secret/i.test(name))).toEqual(['previousSecretUntil']);
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    const gone = await mutate('deleteWebhookEndpoint', 'deletedId', { id });
    expect(gone).toMatchObject({ deletedId: id, userErrors: [] });
    expect((await mutate('deleteWebhookEndpoint', 'deletedId', { id })).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
  });

  test('is sent with both secrets for a day after a rotation', async () => {
    const { id, secret } = await createEndpoint();
    const rotated = await mutate('rotateWebhookSecret', `${ENDPOINT} secret`, { id });
    dispatch();
    await change();
    const [received] = await receiver.until(1);
    expect(received!.headers['webhook-signature'].split(' ')).toHaveLength(2);
    expect(rotated.secret).not.toBe(secret);
    for (const each of [secret, rotated.secret!]) expect(verify(each, received!)).toEqual(received!.message);
    const past = new Date(Date.now() - 1);
    await server.db.prisma.webhookEndpoint.updateMany({ data: { previousSecretUntil: past } });
    await change();
    const [, later] = await receiver.until(2);
    expect(verify(rotated.secret!, later!)).toEqual(later!.message);
    expect(() => verify(secret, later!)).toThrow('No matching signature found');
  });

  test('is tried by a ping, whether it works or not', async () => {
    const { id, secret } = await createEndpoint();
    const ping = async () => (await mutate('testWebhookEndpoint', `delivery { ${DELIVERY} }`, { id })).delivery!;
    expect(await ping()).toMatchObject({ type: 'ping', state: 'succeeded', change: null, attempts: [{ status: 204 }] });
    expect(verify(secret, receiver.received[0]!)).toMatchObject({ type: 'ping', data: {} });
    receiver.respond = answer(500, {}, 'no\0 disk');
    expect(await ping()).toMatchObject({
      state: 'failed',
      attempts: [{ status: 500, error: 'answered 500', responseExcerpt: 'no disk' }],
    });
    await moveTo(id, 'http://10.0.0.1/hook');
    expect(await ping()).toMatchObject({
      state: 'failed',
      attempts: [
        {
          status: null,
          error: expect.stringContaining('10.0.0.1 lies in a network that the setting WEBHOOK_NETWORKS'),
        },
      ],
    });
    await moveTo(id, 'http://nowhere.invalid/hook');
    expect((await ping()).attempts[0]!.error).toContain('nowhere.invalid');
    expect(receiver.received).toHaveLength(2);
  });

  test('that is disabled waits, and is told what it has missed', async () => {
    const { id } = await createEndpoint();
    const { webhookEndpoint } = await mutate('updateWebhookEndpoint', ENDPOINT, { id, isEnabled: false });
    expect(webhookEndpoint).toMatchObject({ isEnabled: false, disabledReason: 'byHand' });
    const other = await createEndpoint();
    dispatch();
    await change();
    await untilEnded(other.id);
    expect(await deliveries({ endpointId: id })).toEqual([]);
    await mutate('updateWebhookEndpoint', ENDPOINT, { id, isEnabled: true });
    await untilEnded(id);
    expect(receiver.received).toHaveLength(2);
  });
});

describe('what fails', () => {
  test('is sent again with the same id, a new time and signature', async () => {
    receiver.respond = (response, _, index) => void response.writeHead(index < 2 ? 503 : 200).end(`answer ${index}`);
    const { id, secret } = await createEndpoint();
    dispatch();
    await change();
    const [delivery] = await untilEnded(id);
    expect(delivery).toMatchObject({
      state: 'succeeded',
      attemptCount: 3,
      attempts: [
        { status: 503, error: 'answered 503', responseExcerpt: 'answer 0' },
        { status: 503, error: 'answered 503', responseExcerpt: 'answer 1' },
        { status: 200, error: null, responseExcerpt: 'answer 2' },
      ],
    });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(
      new Set([delivery!.messageId]),
    );
    for (const each of receiver.received) expect(verify(secret, each)).toEqual(receiver.received[0]!.message);
    expect(await endpointNow(id)).toMatchObject({ failureCount: 0, lastSucceededAt: expect.any(String) });
  });

  test('waits as long as the schedule says, then is given up', async () => {
    receiver.respond = answer(500);
    const { id } = await createEndpoint();
    dispatch({ retryMs: [1, 3_600_000] });
    await change();
    await receiver.until(2);
    const waiting = async () => {
      for (;;) {
        const [delivery] = await deliveries({ endpointId: id, state: 'waiting' });
        if (delivery?.attemptCount === 2) return delivery;
        await sleep(20);
      }
    };
    const { nextAttemptAt } = await waiting();
    const minutes = (new Date(nextAttemptAt!).getTime() - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(50);
    expect(minutes).toBeLessThan(70);
    await server.db.prisma.delivery.updateMany({ data: { dueAt: new Date(0) } });
    const [delivery] = await untilEnded(id);
    expect(delivery).toMatchObject({ state: 'failed', attemptCount: 3, nextAttemptAt: null });
    expect(await endpointNow(id)).toMatchObject({ isEnabled: true, failureCount: 3, lastSucceededAt: null });
    // Once more by hand, which succeeds.
    receiver.respond = answer(200);
    expect((await mutate('retryDelivery', `delivery { ${DELIVERY} }`, { id: delivery!.id })).delivery).toMatchObject({
      state: 'waiting',
    });
    expect(await untilEnded(id)).toMatchObject([{ state: 'succeeded', attemptCount: 4 }]);
    expect((await mutate('retryDelivery', 'delivery { id }', { id: delivery!.id })).userErrors).toMatchObject([
      { code: 'INVALID', message: 'it has succeeded, or is being sent' },
    ]);
  });

  test('by 410 ends everything, until it is enabled again: then what was answered so is sent, too', async () => {
    receiver.respond = answer(410);
    const { id } = await createEndpoint();
    dispatch();
    await change();
    await receiver.until(1);
    while ((await endpointNow(id)).isEnabled) await sleep(20);
    expect(await endpointNow(id)).toMatchObject({ isEnabled: false, disabledReason: 'gone' });
    const [delivery] = await deliveries({ endpointId: id });
    const { url } = receiver;
    expect(delivery).toMatchObject({ state: 'waiting', attemptCount: 1, attempts: [{ status: 410, url }] });
    expect((await mutate('retryDelivery', 'delivery { id }', { id: delivery!.id })).userErrors).toMatchObject([
      { code: 'INVALID', message: 'its endpoint is disabled: enable it first' },
    ]);
    receiver.respond = answer(200);
    const elsewhere = `${url}?moved`;
    await mutate('updateWebhookEndpoint', ENDPOINT, { id, url: elsewhere, isEnabled: true });
    expect(await untilEnded(id)).toMatchObject([
      { id: delivery!.id, state: 'succeeded', attempts: [{ url }, { status: 200, url: elsewhere }] },
    ]);
  });

  test.each([301, 302, 307, 308])('by %i is not followed', async (status) => {
    receiver.respond = (response) => answer(status, { location: `${receiver.url}/elsewhere` })(response, undefined!, 0);
    const { id } = await createEndpoint();
    dispatch({ retryMs: [] });
    await change();
    const problem = { status, error: `answered ${status}: redirects are not followed` };
    expect(await untilEnded(id)).toMatchObject([{ state: 'failed', attempts: [problem] }]);
    expect(receiver.received.map(({ path: asked }) => asked)).toEqual(['/hook']);
  });

  test('by silence is given up in time', async () => {
    receiver.respond = () => {};
    const { id } = await createEndpoint();
    dispatch({ retryMs: [], timeoutMs: 100 });
    await change();
    expect(await untilEnded(id)).toMatchObject([
      { state: 'failed', attempts: [{ status: null, error: 'no answer within 0.1 s', errorKind: 'timeout' }] },
    ]);
  });

  test('says why by a kind, which no language is needed for', async () => {
    const { id } = await createEndpoint();
    const kind = async (url: string, respond: Respond = answer(200)) => {
      await moveTo(id, url);
      receiver.respond = respond;
      const { delivery } = await mutate('testWebhookEndpoint', `delivery { ${DELIVERY} }`, { id });
      return delivery!.attempts[0]!.errorKind;
    };
    expect(await kind(receiver.url)).toBeNull();
    expect(await kind(receiver.url, answer(404))).toBe('status');
    expect(await kind(receiver.url, answer(302))).toBe('redirect');
    expect(await kind(receiver.url, answer(410))).toBe('gone');
    expect(await kind(receiver.url, (response) => response.destroy())).toBe('disconnected');
    expect(await kind(receiver.url, (response) => response.socket!.end('220 mail\r\n'))).toBe('notHttp');
    expect(await kind(receiver.url.replace('http:', 'https:'))).toBe('tls');
    expect(await kind('http://nowhere.invalid/hook')).toBe('dns');
    expect(await kind('http://10.0.0.1/hook')).toBe('privateNetwork');
    await receiver.close();
    expect(await kind(receiver.url)).toBe('refused');
    receiver = await startReceiver();
    // A server of the version before has noted it.
    await server.db.prisma.deliveryAttempt.updateMany({ data: { errorKind: null } });
    const kinds = (await deliveries({ endpointId: id })).map(({ attempts }) => attempts[0]!.errorKind);
    expect(kinds.toSorted()).toEqual([null, ...Array.from({ length: 9 }, () => 'other')]);
  });

  test('by nobody listening says so', async () => {
    const { id } = await createEndpoint({ url: receiver.url });
    await receiver.close();
    dispatch({ retryMs: [] });
    await change();
    const [delivery] = await untilEnded(id);
    expect(delivery!.attempts[0]!.error).toContain('ECONNREFUSED');
    receiver = await startReceiver();
  });
});

test('an answer without end is read as far as it is shown', async () => {
  receiver.respond = (response) => {
    response.writeHead(200);
    const write = () => {
      while (!response.destroyed && response.write('語'.repeat(10_000)));
      if (!response.destroyed) response.once('drain', write);
    };
    write();
  };
  const { id } = await createEndpoint();
  dispatch();
  await change();
  const [delivery] = await untilEnded(id);
  expect(delivery).toMatchObject({ state: 'succeeded', attemptCount: 1 });
  expect(delivery!.attempts[0]!.responseExcerpt).toMatch(/^語{333}.?$/u);
});

test('an endpoint that never answers holds up no other', async () => {
  const silent = await startReceiver();
  try {
    silent.respond = () => {};
    const slow = await createEndpoint({ url: silent.url });
    const quick = await createEndpoint();
    dispatch({ timeoutMs: 60_000 });
    for (let count = 0; count < 12; count++) await change();
    await untilEnded(quick.id, 12);
    await silent.until(4);
    expect((await deliveries({ endpointId: slow.id, state: 'sending' })).length).toBe(4);
    expect((await deliveries({ endpointId: slow.id, state: 'waiting' })).length).toBe(8);
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));
    dispatchers = [];
    // What was under way is given back.
    expect((await deliveries({ endpointId: slow.id, state: 'waiting' })).length).toBe(12);
    expect(silent.received).toHaveLength(4);
  } finally {
    await silent.close();
  }
});

test('no plan of the database takes more than may be under way', async () => {
  const { id } = await createEndpoint();
  for (let count = 0; count < 12; count++) await change();
  await sequenceChanges(server.db);
  const url = new URL(databaseUrl());
  const settings = ['hashjoin', 'mergejoin', 'hashagg', 'sort', 'material'].map((name) => `-c enable_${name}=off`);
  url.searchParams.set('options', settings.join(' '));
  const db = openDatabase(url.href);
  try {
    const { deliveries: taken } = await takeDeliveries(db, keyOf('WebhookEndpoint', id)!, { most: 4, leaseMs: 60_000 });
    expect(taken).toHaveLength(4);
  } finally {
    await db.close();
  }
});

test('what a server that was killed had begun is sent by another one, with the same id', async () => {
  const { id } = await createEndpoint();
  receiver.respond = (response, _, index) => (index === 0 ? undefined : void response.writeHead(204).end());
  const script = path.join(import.meta.dirname, '../../../../../test/factories/webhook-dispatcher.ts');
  const child = spawn(process.execPath, ['--no-warnings', script, databaseUrl(), '1500'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await change();
  await receiver.until(1);
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(await deliveries({ endpointId: id })).toMatchObject([{ state: 'sending', attemptCount: 0, attempts: [] }]);
  dispatch({ leaseMs: 1500 });
  dispatch({ leaseMs: 1500 });
  const received = await receiver.until(2);
  expect(received[1]!.headers['webhook-id']).toBe(received[0]!.headers['webhook-id']);
  expect(received[1]!.body).toBe(received[0]!.body);
  expect(await untilEnded(id)).toMatchObject([{ state: 'succeeded', attemptCount: 1 }]);
  expect(receiver.received).toHaveLength(2);
});

function databaseUrl(): string {
  const { options } = server.db.pool;
  return options.connectionString!;
}

describe('a replay', () => {
  test('sends again what has changed between two cursors or times', async () => {
    const { id } = await createEndpoint({ types: ['equipment.changed'] });
    const before = cursorOfChange(await latestSequence(server.db));
    dispatch();
    await change();
    await makeVideos(server.db, (await makeLibrary(server.db)).id, 1);
    await change();
    await untilEnded(id, 3);
    const between = { afterCursor: before, toCursor: cursorOfChange(await latestSequence(server.db)) };
    const replay = (range: object) => mutate('replayWebhook', 'deliveryCount', { endpointId: id, ...range });
    const preview = async (range: object) => {
      const { previewWebhookReplay } = await server.ask<{ previewWebhookReplay: Payload }>(
        `query ($input: ReplayWebhookInput!) {
          previewWebhookReplay(input: $input) { deliveryCount userErrors { code field message } }
        }`,
        { input: { endpointId: id, ...range } },
      );
      return previewWebhookReplay;
    };
    expect(await preview(between)).toEqual({ deliveryCount: 3, userErrors: [] });
    expect(await deliveries({ endpointId: id })).toHaveLength(3);
    expect(await replay(between)).toEqual({ deliveryCount: 3, userErrors: [] });
    await untilEnded(id, 6);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids.slice(3).toSorted()).toEqual(ids.slice(0, 3).toSorted());
    const [, , last] = receiver.received;
    const time = last!.message.timestamp;
    expect(await preview({ fromTime: time, toTime: time })).toMatchObject({ deliveryCount: 1 });
    expect(await replay({ fromTime: time, toTime: time })).toMatchObject({ deliveryCount: 1 });
    expect(await replay({ fromTime: new Date(Date.now() + 1000).toISOString() })).toMatchObject({ deliveryCount: 0 });
    expect((await replay({})).userErrors).toMatchObject([
      { code: 'INVALID', message: expect.stringContaining('beginning') },
    ]);
    expect((await preview({})).userErrors).toMatchObject([{ code: 'INVALID' }]);
    const backwards = { fromTime: time, toTime: new Date(0).toISOString() };
    expect((await replay(backwards)).userErrors).toMatchObject([{ code: 'INVALID', field: ['fromTime'] }]);
    const cursors = { afterCursor: between.toCursor, toCursor: before };
    expect((await preview(cursors)).userErrors).toMatchObject([{ code: 'INVALID', field: ['afterCursor'] }]);
    const none = { endpointId: toGlobalId('WebhookEndpoint', '00000000-0000-7000-8000-000000000000') };
    for (const each of [preview, replay])
      expect((await each({ ...none, fromTime: time })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const { errors } = await server.send(
      'mutation ($input: ReplayWebhookInput!) { replayWebhook(input: $input) { deliveryCount } }',
      { input: { endpointId: id, afterCursor: 'x' } },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

test('deliveries are found by what they are, newest first', async () => {
  receiver.respond = (response, { message }) =>
    void response.writeHead(message.type === 'video.added' ? 200 : 400).end();
  const { id } = await createEndpoint();
  dispatch({ retryMs: [] });
  const from = new Date();
  await makeVideos(server.db, (await makeLibrary(server.db)).id, 2);
  const all = await untilEnded(id, 5);
  const types = async (filter: object) => (await deliveries({ endpointId: id, ...filter })).map(({ type }) => type);
  expect(await types({ state: 'succeeded' })).toEqual(['video.added', 'video.added']);
  expect(await types({ type: 'equipment.changed' })).toEqual(['equipment.changed']);
  expect(await types({ createdFrom: from, createdBefore: new Date(Date.now() + 1000) })).toHaveLength(5);
  expect(await types({ createdBefore: new Date(from.getTime() - 1000) })).toEqual([]);
  const sequences = all.map((each) => each.change!.sequence);
  expect(sequences).toEqual(sequences.toSorted((a, b) => b - a));
  type Page = { deliveries: { pageInfo: { endCursor: string }; nodes: { id: string }[] } };
  const page = (after: string | null) =>
    server.ask<Page>(
      'query ($after: String) { deliveries(first: 2, after: $after) { pageInfo { endCursor } nodes { id } } }',
      { after },
    );
  const first = (await page(null)).deliveries;
  const second = (await page(first.pageInfo.endCursor)).deliveries;
  expect([...first.nodes, ...second.nodes].map((node) => node.id)).toEqual(all.slice(0, 4).map((node) => node.id));
});
