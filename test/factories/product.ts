import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../..');
/** What one product has compiled, the next one need not: half of the work of a start. */
const COMPILE_CACHE = path.join(ROOT, 'node_modules/.cache/actionary');

/** `npm start` as a process of its own. */
export interface Product {
  readonly child: ChildProcess;
  /** Address it has printed; empty before. */
  readonly url: () => string;
  /** All it has written to stdout. */
  readonly output: () => string;
  /** The lines for people on stderr; logs are left out. */
  readonly complaints: () => string[];
  /** What it has logged, a line each: with the level of the tests, errors only. */
  readonly logged: () => string[];
  /** Resolves when it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Resolves when it says that it works. @throws where it ends before */
  readonly works: () => Promise<void>;
}

const products = new Set<Product>();

export interface StartOptions {
  /** As another user; default: as this one. */
  readonly uid?: number;
  /** Where the program lies; default: here. */
  readonly root?: string;
}

/** Starts it with these settings and nothing of the environment's own, open to everybody. */
export function startProduct(settings: NodeJS.ProcessEnv, { uid, root = ROOT }: StartOptions = {}): Product {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(ACTIONARY_|DATABASE_URL|PORT|HOST|NODE_)/.test(name),
  );
  const child = spawn(process.execPath, [path.join(root, 'apps/server/src/start.ts')], {
    env: {
      ...Object.fromEntries(inherited),
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      PORT: '0',
      LOG_LEVEL: 'error',
      ACTIONARY_ACCESS: 'open',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  const says = new Promise<void>((resolve) => child.stdout.on('data', () => output.includes('Ctrl-C') && resolve()));
  const lines = () => errors.split('\n').filter((line) => line !== '');
  const complaints = () => lines().filter((line) => !line.startsWith('{'));
  const logged = () => lines().filter((line) => line.startsWith('{'));
  const works = async () => {
    const early = await Promise.race([says, ended]);
    if (early) throw new Error(`it ended before it worked (${early.code ?? early.signal}): ${errors}`);
  };
  const url = () => /http:\/\/[^\s/]+:\d+/.exec(output)?.[0] ?? '';
  const product = { child, url, output: () => output, complaints, logged, ended, works };
  products.add(product);
  void ended.then(() => products.delete(product));
  return product;
}

/** Kills what a test has left running; for `afterAll`. */
export async function endProducts(): Promise<void> {
  for (const { child, ended } of products) {
    child.kill('SIGKILL');
    await ended;
  }
}
