import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { untilGone } from './until-gone.ts';

let server: Server;
let signals: AbortSignal[] = [];

beforeAll(async () => {
  const app = express();
  app.get('/quick', (_, response) => {
    signals.push(untilGone(response));
    response.send('done');
  });
  // Never answers.
  app.get('/slow', (_, response) => void signals.push(untilGone(response)));
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const get = (path: string, signal?: AbortSignal) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    headers: { connection: 'close' },
    ...(signal ? { signal } : {}),
  });

describe('untilGone', () => {
  test('aborts when the client goes away', async () => {
    signals = [];
    const leaving = new AbortController();
    const request = get('/slow', leaving.signal).catch((error: Error) => error.name);
    await once(server, 'request');
    leaving.abort();
    expect(await request).toBe('AbortError');
    const [signal] = signals;
    if (!signal!.aborted) await once(signal!, 'abort');
    expect(signal!.reason).toEqual(new Error('the client has gone'));
  });

  test('does not abort when the answer has been sent', async () => {
    signals = [];
    expect(await (await get('/quick')).text()).toBe('done');
    await new Promise((resolve) => server.getConnections(resolve));
    expect(signals[0]!.aborted).toBe(false);
  });
});
