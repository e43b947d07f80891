import { expect, test } from '@jest/globals';
import express from 'express';
import { useServer } from '../../../../../test/factories/server.ts';
import { createSchema } from '../../schema.ts';
import { admit } from '../access/admit.ts';
import { openViewer } from '../access/viewer.ts';
import { listen } from '../http/listen.ts';
import { createSubscriptions } from './subscriptions.ts';

const server = useServer();

const ASKED = { query: 'subscription { publicationChanges { id } }' };

test('a subscription ends, and says why, when whoever listens is shut out', async () => {
  let isIn = true;
  const identify = () => Promise.resolve(isIn ? openViewer(null) : null);
  const access = { ...server.services.access, identify, identifyAgain: identify };
  const services = { ...server.services, access };
  const subscriptions = createSubscriptions({
    schema: createSchema(),
    services,
    validationRules: [],
    trusted: null,
    recheckMs: 20,
  });
  const app = express().use(admit(access, 'read', 'the API'), subscriptions.handler);
  const running = await listen(app, { host: '127.0.0.1', port: 0 });
  const response = await listenTo(running.url, 'text/event-stream');
  expect(response.status).toBe(200);
  const ended = response.text();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await Promise.race([ended, 'goes on'])).toBe('goes on');
  isIn = false;
  expect(await ended).toMatch(/event: next\ndata: \{"errors":.*"UNAUTHENTICATED".*\n\nevent: complete\n/);
  await running.stop();
});

test.each(['application/json', '*/*', null])('who accepts %s is told what to accept', async (accept) => {
  const response = await listenTo(`${server.url}/graphql/stream`, accept);
  const { errors } = (await response.json()) as { errors: object[] };
  expect(response.status).toBe(406);
  expect(errors).toMatchObject([
    { message: expect.stringContaining('accept: text/event-stream'), extensions: { code: 'BAD_REQUEST' } },
  ]);
});

test('other types may be accepted besides', async () => {
  const response = await listenTo(`${server.url}/graphql/stream`, 'text/event-stream, */*;q=0.1');
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  await response.body!.cancel();
});

function listenTo(url: string, accept: string | null): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close', ...(accept === null ? {} : { accept }) },
    body: JSON.stringify(ASKED),
  });
}
