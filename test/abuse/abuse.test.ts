import { beforeAll, expect, test } from '@jest/globals';
import { createSchema } from '../../apps/server/src/schema.ts';
import { createApiToken } from '../../prisma/src/index.ts';
import { valueOf } from '../factories/records.ts';
import { useServer } from '../factories/server.ts';
import { askHostile } from './ask-hostile.ts';
import { hostileRequests } from './hostile-requests.ts';

const server = useServer({ isProduction: true, signIn: { publicUrl: null, oidc: null } });
const requests = hostileRequests(createSchema());
let headers: Record<string, string>;

beforeAll(async () => {
  const token = { name: 'abuse', permissions: [], expiresAt: null, requestsPerMinute: null, createdBy: null };
  const { secret } = valueOf(await createApiToken(server.db, token));
  headers = { authorization: `Bearer ${secret}` };
});

test('there are many of them, each of another kind', () => {
  expect(requests.length).toBeGreaterThanOrEqual(300);
  expect(new Set(requests.map(({ name }) => name)).size).toBe(requests.length);
});

test('hostile requests are refused; nothing breaks, nothing is told', async () => {
  const broken: string[] = [];
  for (const request of requests) {
    const { problems } = await askHostile(server.url, request, headers);
    if (problems.length > 0) broken.push(`${request.name} ${problems.join(', ')}`);
  }
  expect(broken).toEqual([]);
});

test('whoever has not signed in gets nowhere with any of them', async () => {
  const statuses = new Set<number>();
  for (const request of requests) statuses.add((await askHostile(server.url, request, {})).status);
  expect([...statuses]).toEqual([401]);
});
