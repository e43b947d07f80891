import { freePort } from '../factories/free-port.ts';
import { startProduct } from '../factories/product.ts';
import type { Product } from '../factories/product.ts';

/** A product of the evening's, as `npm start` starts it: with its own database, and an account for whoever uses it. */
export interface Running {
  readonly product: Product;
  readonly url: string;
  readonly dataFolder: string;
}

/** @param port default: a free one */
export async function startRunning(dataFolder: string, port?: number): Promise<Running> {
  const product = startProduct({
    ACTIONARY_DATA: dataFolder,
    ACTIONARY_ACCESS: 'accounts',
    WEBHOOK_NETWORKS: '127.0.0.0/8',
    PORT: String(port ?? (await freePort())),
  });
  await product.works();
  return { product, url: product.url(), dataFolder };
}

export async function stopRunning({ product }: Running): Promise<void> {
  product.child.kill('SIGINT');
  await product.ended;
}
