import { expect, test } from '@jest/globals';
import express from 'express';
import { useServer } from '../../../../../test/factories/server.ts';
import { createSchema } from '../../schema.ts';
import { admit } from '../access/admit.ts';
import { openViewer } from '../access/viewer.ts';
import { listen } from '../http/listen.ts';
import { createSubscriptions } from './subscriptions.ts';

const server = useServer();

test('a subscription ends when whoever listens is shut out', async () => {
  let isIn = true;
  const access = { ...server.services.access, identify: () => Promise.resolve(isIn ? openViewer(null) : null) };
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
  const response = await fetch(running.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', connection: 'close' },
    body: JSON.stringify({ query: 'subscription { publicationChanges { id } }' }),
  });
  expect(response.status).toBe(200);
  const ended = response.text();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await Promise.race([ended, 'goes on'])).toBe('goes on');
  isIn = false;
  expect(await ended).not.toContain('data:');
  await running.stop();
});
