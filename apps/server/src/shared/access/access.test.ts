import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import type { Request } from 'express';
import { createApiToken, revokeApiToken } from '../../../../../prisma/src/index.ts';
import { valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { listen } from '../http/listen.ts';
import type { RunningServer } from '../http/listen.ts';
import { AccessRefusal } from './access-refusal.ts';

const server = useServer({ signIn: { publicUrl: null, oidc: null } });

let asked: Omit<RunningServer, 'drain'>;
beforeAll(async () => {
  const { access } = server.services;
  const answer = (identify: (request: Request) => Promise<unknown>): express.RequestHandler => {
    return async (request, response) => {
      const code = await identify(request).then(
        () => 'in',
        (error: unknown) => (error instanceof AccessRefusal ? error.code : String(error)),
      );
      response.send(code);
    };
  };
  const app = express().get('/once', answer(access.identify)).get('/again', answer(access.identifyAgain));
  asked = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterAll(() => asked.stop());

test('what goes on is no new request, and ends at once with its token', async () => {
  const input = { name: 'MES', permissions: ['read'], expiresAt: null, requestsPerMinute: 1, createdBy: null } as const;
  const { secret, apiToken } = valueOf(await createApiToken(server.db, input));
  const headers = { authorization: `Bearer ${secret}`, connection: 'close' };
  const ask = async (path: string) => (await fetch(asked.url + path, { headers })).text();
  expect([await ask('/once'), await ask('/once')]).toEqual(['in', 'RATE_LIMITED']);
  expect([await ask('/again'), await ask('/again')]).toEqual(['in', 'in']);
  valueOf(await revokeApiToken(server.db, apiToken.id));
  expect(await ask('/again')).toBe('UNAUTHENTICATED');
});
