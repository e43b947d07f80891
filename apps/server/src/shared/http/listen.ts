import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../../config.ts';

export interface RunningServer {
  /** `http://host:port` */
  readonly url: string;
  /** Goes on answering, but tells those who ask whether it is ready that it is not. */
  drain(): void;
  /** Lets requests finish, then stops. */
  stop(): Promise<void>;
}

/** How long requests may take to finish when the server stops. */
const STOP_TIMEOUT_MS = 5000;

/** How often connections that have no request any more are closed meanwhile. */
const IDLE_MS = 50;

/** @throws {Error} EADDRINUSE and the like, from node:net */
export async function listen(
  answer: RequestListener,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<Omit<RunningServer, 'drain'>> {
  // An upload may take as long as it takes; heads of requests still have a minute.
  const http = createServer({ requestTimeout: 0 }, answer);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, resolve);
  });
  const stop = async () => {
    const closed = new Promise((resolve) => http.close(resolve));
    const timer = setTimeout(() => http.closeAllConnections(), STOP_TIMEOUT_MS);
    http.closeIdleConnections();
    // Clients keep a connection open for their next request when the last one has been answered.
    const idle = setInterval(() => http.closeIdleConnections(), IDLE_MS);
    await closed;
    clearTimeout(timer);
    clearInterval(idle);
  };
  const address = http.address() as AddressInfo;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`, stop };
}
