import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';

const ROOT = path.join(import.meta.dirname, '../..');
const START_TIMEOUT_MS = 120_000;

/** The whole product in a process of its own, as `npm start` runs it. */
export interface Product {
  /** Address it has printed. */
  readonly url: string;
  readonly process: ChildProcess;
  /** As Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Starts it and waits for its address. @throws {Error} with what it has said, where it ends or takes too long */
export async function startProduct(env: Readonly<Record<string, string>>): Promise<Product> {
  const child = spawn(process.execPath, ['apps/server/src/start.ts'], {
    cwd: ROOT,
    env: { ...withoutJest(process.env), PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
    return child.exitCode;
  };
  try {
    return { url: await printedUrl(child), process: child, stop };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** Registers hooks that start the product on an empty data folder before the tests around it, and remove all after them. */
export function useProduct(): { readonly url: string; readonly folder: string } {
  let folder = '';
  let product: Product | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'actionary e2e '));
    // Started by root, the database runs as another user, who has to get in.
    await chmod(folder, 0o755);
    product = await startProduct({ ACTIONARY_DATA: path.join(folder, 'data') });
  }, START_TIMEOUT_MS + 30_000);
  afterAll(async () => {
    await product?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 30_000);
  return {
    get url() {
      if (!product) throw new Error('the product is there within tests only');
      return product.url;
    },
    get folder() {
      return folder;
    },
  };
}

/** What a test runner sets for itself would reach Next and Prisma. */
function withoutJest({ NODE_ENV: _, NODE_OPTIONS: __, JEST_WORKER_ID: ___, ...env }: NodeJS.ProcessEnv) {
  return env;
}

function printedUrl(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}:\n${said}`));
    const timer = setTimeout(() => fail('no address after two minutes'), START_TIMEOUT_MS);
    const read = (part: Buffer) => {
      said += part.toString();
      const url = /runs at (http:\/\/[^\s/]+:\d+)/.exec(said)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`it ended with code ${code}`);
    });
  });
}
