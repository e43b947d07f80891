import { Agent, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** How a server bore what was asked of it. */
export interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface Target {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
}

/**
 * Asks over some connections, on each of them the next as soon as the one before is answered.
 * @throws where an answer is not 200, or `check` says so
 */
export async function loadOf(
  { url, headers, connections }: Target,
  bodies: readonly string[],
  check: (answer: string) => void,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < bodies.length) {
        const body = bodies[next++]!;
        const asked = performance.now();
        const answer = await post(url, headers, body, agent);
        times.push(performance.now() - asked);
        if (times.length % 50 === 1) check(answer);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { perSecond: bodies.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

function post(url: URL, others: Target['headers'], body: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { ...others, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    request(url, { method: 'POST', agent, headers }, (response) => {
      buffer(response).then((bytes) => {
        const answer = bytes.toString();
        if (response.statusCode === 200) resolve(answer);
        else reject(new Error(`HTTP ${response.statusCode}: ${answer.slice(0, 300)}`));
      }, reject);
    })
      .on('error', reject)
      .end(body);
  });
}
