import { expect, test } from '@jest/globals';
import { useServer } from '../../../../../test/factories/server.ts';
import { toNetworks } from '../../shared/http/networks.ts';

const server = useServer({ signIn: { publicUrl: null, oidc: null }, trustedProxies: toNetworks(['127.0.0.0/8']) });

async function signInFrom(address: string): Promise<number> {
  const response = await fetch(`${server.url}/auth/sign-in/email`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: server.url,
      'x-forwarded-for': address,
      connection: 'close',
    },
    body: JSON.stringify({ email: 'nobody@example.com', password: 'guess guess guess' }),
  });
  await response.text();
  return response.status;
}

test('behind a proxy, whoever tries too often does not shut others out, whatever else they say they are', async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 11; i++) statuses.push(await signInFrom(`198.51.100.${i}, 203.0.113.1`));
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  expect(await signInFrom('203.0.113.2')).toBe(401);
});
