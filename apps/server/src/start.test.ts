import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../../test/factories/database.ts';
import { endProducts, startProduct } from '../../../test/factories/product.ts';

/** A way to a database that can be cut. */
async function openProxy(url: string) {
  const target = new URL(url);
  const { port, hostname } = target;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) sockets.add(socket.on('error', () => {}));
    near.pipe(far).pipe(near);
  });
  target.port = `${await listen(server)}`;
  const cut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { url: target.href, cut };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('npm start', () => {
  const target = useDatabase();
  afterAll(endProducts);

  test('ends by itself, in one line, when its database has gone', async () => {
    const proxy = await openProxy(target.url);
    const product = startProduct({ DATABASE_URL: proxy.url, ACTIONARY_ROLES: 'worker' });
    await product.works();
    proxy.cut();
    expect(await product.ended).toEqual({ code: 1, signal: null });
    expect(product.complaints()).toEqual([
      expect.stringMatching(/^The database 127\.0\.0\.1:\d+ has gone\. Start again/),
    ]);
  });

  test('tells how to make the first account, and keeps what signs cookies to itself', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'actionary-start-'));
    const product = startProduct({
      ACTIONARY_ACCESS: 'accounts',
      ACTIONARY_DATA: folder,
      ACTIONARY_ROLES: 'server',
      DATABASE_URL: target.url,
    });
    await product.works();
    const [, origin, key] = /Make the first account, once: (\S+)\/join#(\S+)/.exec(product.output())!;
    expect(origin).toBe(product.url());
    const response = await fetch(`${origin}/auth/invitation?key=${key}`, { headers: { connection: 'close' } });
    expect(await response.json()).toEqual({ isFirst: true, name: null, email: null });
    expect((await stat(path.join(folder, 'secret'))).mode & 0o777).toBe(0o600);
    product.child.kill('SIGTERM');
    await product.ended;
    await rm(folder, { recursive: true });
  });

  test('says which port is in use', async () => {
    const other = createServer();
    const port = await listen(other);
    const product = startProduct({ DATABASE_URL: target.url, ACTIONARY_ROLES: 'server', PORT: `${port}` });
    expect(await product.ended).toEqual({ code: 1, signal: null });
    expect(product.complaints()).toEqual([expect.stringContaining(`port ${port} is in use`)]);
    other.close();
  });

  const testOnLinux = process.platform === 'linux' ? test : test.skip;
  testOnLinux('says that nothing can be kept under /proc', async () => {
    const product = startProduct({ ACTIONARY_DATA: '/proc/actionary' });
    expect(await product.ended).toEqual({ code: 1, signal: null });
    expect(product.complaints()).toEqual([expect.stringMatching(/^\/proc\/actionary.* cannot be written to/)]);
  });
});
