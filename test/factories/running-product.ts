import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { useDatabase } from './database.ts';
import { DEMO_TEMPLATE } from './database-server.ts';
import { makeDemoTemplate } from './demo-template.ts';
import { startProduct } from './product.ts';
import type { Product } from './product.ts';

const START_MS = 300_000;

export interface RunningProduct {
  /** Address it has printed. */
  readonly url: string;
  /** All it has written to stdout. */
  readonly output: string;
  /** Empty but for the data folder. */
  readonly folder: string;
  /** Null: it has made its own. */
  readonly databaseUrl: string | null;
}

/**
 * Registers hooks that start the whole product as its first start has left it, with the demo recognised, and end it afterwards.
 * @param settings gives more of its environment, when it is started; by default it is open to everybody
 */
export function useProduct(settings: () => NodeJS.ProcessEnv = () => ({})): RunningProduct {
  const product = new Runner();
  // Before the database's own, which insists that nobody is connected.
  afterAll(() => product.end());
  beforeAll(makeDemoTemplate, START_MS);
  const database = useDatabase({ template: DEMO_TEMPLATE });
  beforeAll(() => product.start({ DATABASE_URL: database.url, ...settings() }), START_MS);
  return product;
}

/** As {@link useProduct}, but with nothing in its data folder: it makes its own database there, and begins with the demo. */
export function useFreshProduct(): RunningProduct {
  const product = new Runner();
  beforeAll(() => product.start(), START_MS);
  afterAll(() => product.end());
  return product;
}

class Runner implements RunningProduct {
  #product: Product | undefined;
  #folder = '';
  #databaseUrl: string | null = null;

  get url(): string {
    return this.#product?.url() ?? '';
  }

  get output(): string {
    return this.#product?.output() ?? '';
  }

  get folder(): string {
    return this.#folder;
  }

  get databaseUrl(): string | null {
    return this.#databaseUrl;
  }

  async start(settings: NodeJS.ProcessEnv = {}): Promise<void> {
    this.#databaseUrl = settings['DATABASE_URL'] ?? null;
    this.#folder = await mkdtemp(path.join(tmpdir(), 'actionary e2e '));
    // Started by root, the database runs as another user, who has to get in.
    await chmod(this.#folder, 0o755);
    this.#product = startProduct({ ACTIONARY_DATA: path.join(this.#folder, 'data'), ...settings });
    await this.#product.works();
  }

  async end(): Promise<void> {
    this.#product?.child.kill('SIGINT');
    await this.#product?.ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}
