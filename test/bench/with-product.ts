import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDatabaseServer } from '../../prisma/src/index.ts';
import { startProduct } from '../factories/product.ts';
import type { Product } from '../factories/product.ts';

/** Where a product that is measured keeps its data. */
export interface MeasuredPlace {
  /** Of the bench's own; goes afterwards. */
  readonly folder: string;
  readonly databaseUrl: string;
}

/** Measures a product of its own, on a database of its own. */
export async function withProduct<T>(measure: (product: Product, place: MeasuredPlace) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-bench-'));
  await chmod(folder, 0o755);
  const database = await startDatabaseServer({ dataFolder: path.join(folder, 'database') });
  const product = startProduct({ ACTIONARY_DATA: path.join(folder, 'data'), DATABASE_URL: database.url });
  try {
    await product.works();
    return await measure(product, { folder, databaseUrl: database.url });
  } finally {
    product.child.kill('SIGINT');
    await product.ended;
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
