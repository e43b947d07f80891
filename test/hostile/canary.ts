import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

export interface Canary {
  /** Where it listens on this machine, for TCP and UDP. */
  readonly port: number;
  /** How often anybody called. */
  readonly callCount: () => number;
  readonly close: () => Promise<void>;
}

/** Listens where nobody has any business to call. */
export async function openCanary(): Promise<Canary> {
  let callCount = 0;
  const server = createServer((socket) => {
    callCount++;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const datagrams = createSocket('udp4', () => callCount++).unref();
  datagrams.bind(port, '127.0.0.1');
  await once(datagrams, 'listening');
  return {
    port,
    callCount: () => callCount,
    async close() {
      datagrams.close();
      server.close();
      await once(server, 'close');
    },
  };
}
