import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from '@jest/globals';
import { useDatabase } from '../../../test/factories/database.ts';
import { endProducts, startProduct } from '../../../test/factories/product.ts';
import { useServer } from '../../../test/factories/server.ts';
import { forgoDemo } from '../../../test/factories/without-demo.ts';
import { startServer } from './server.ts';

const server = useServer();
const target = useDatabase();
afterAll(endProducts);

test('a server that drains answers as before, but says that it is not ready', async () => {
  const running = await startServer(server.services, { host: '127.0.0.1', port: 0, isProduction: false });
  const get = async (path: string) => {
    const response = await fetch(running.url + path, { headers: { connection: 'close' } });
    return [response.status, (await response.text()).trim()];
  };
  expect(await get('/readyz')).toEqual([200, 'ready']);
  running.drain();
  expect(await get('/readyz')).toEqual([503, 'stopping']);
  expect(await get('/healthz')).toEqual([200, 'ok']);
  expect((await get(`/graphql?query=${encodeURIComponent('{ __typename }')}`))[0]).toBe(400);
  await running.stop();
  await expect(get('/healthz')).rejects.toThrow();
});

/** A request whose body is still to come when the server has begun with it. */
async function beginRequest(url: string, body: string) {
  const sending = request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' },
  });
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  sending.flushHeaders();
  await once(sending, 'continue');
  return async () => {
    sending.end(body);
    const [response] = await answered;
    return { status: response.statusCode, text: await text(response) };
  };
}

test('at SIGTERM, what has begun is answered, whoever listens is let go, and the process ends well', async () => {
  await forgoDemo(target.db);
  const product = startProduct({ DATABASE_URL: target.url, ACTIONARY_ROLES: 'server,worker' });
  await product.works();
  const url = product.url();
  const stream = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', connection: 'close' },
    body: JSON.stringify({ query: 'subscription { publicationChanges { id } }' }),
  });
  const finish = await beginRequest(url, JSON.stringify({ query: '{ __typename }' }));
  const heard = stream.text();
  product.child.kill('SIGTERM');
  // The stream ends when nobody else is let in any more.
  expect(await heard).not.toContain('data:');
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  expect(await finish()).toEqual({ status: 200, text: '{"data":{"__typename":"Query"}}\n' });
  expect(await product.ended).toEqual({ code: 0, signal: null });
  expect(product.complaints()).toEqual([]);
});

test('a second signal ends it at once, even while it drains', async () => {
  const product = startProduct({
    DATABASE_URL: target.url,
    ACTIONARY_ROLES: 'server',
    ACTIONARY_DRAIN_SECONDS: '600',
  });
  await product.works();
  product.child.kill('SIGTERM');
  const isStopping = async () => (await fetch(`${product.url()}/readyz`, { headers: { connection: 'close' } })).status;
  while ((await isStopping()) !== 503);
  const again = setInterval(() => product.child.kill('SIGTERM'), 100);
  expect(await product.ended).toEqual({ code: 130, signal: null });
  clearInterval(again);
});
