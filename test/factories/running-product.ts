import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { startProduct } from './product.ts';
import type { Product } from './product.ts';

export interface RunningProduct {
  /** Address it has printed. */
  readonly url: string;
  /** Empty but for the data folder. */
  readonly folder: string;
}

/** Registers hooks that start the whole product with nothing in its data folder, and remove all afterwards. */
export function useProduct(): RunningProduct {
  let product: Product | undefined;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'actionary e2e '));
    // Started by root, the database runs as another user, who has to get in.
    await chmod(folder, 0o755);
    product = startProduct({ ACTIONARY_DATA: path.join(folder, 'data') });
    await product.works();
  }, 300_000);
  afterAll(async () => {
    product?.child.kill('SIGINT');
    await product?.ended;
    await rm(folder, { recursive: true, force: true });
  });
  return {
    get url() {
      return product?.url() ?? '';
    },
    get folder() {
      return folder;
    },
  };
}
