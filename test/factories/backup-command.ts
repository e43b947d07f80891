import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../..');

/**
 * A command of the product's, as npm runs it, with a product's data folder and its own database.
 * @returns the last line that it has said
 * @throws {Error} with all that it has said, where it fails
 */
export async function backupCommand(name: 'backup' | 'restore', data: string, target: string): Promise<string> {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [path.join(ROOT, `apps/server/src/backup/${name}.ts`), target], {
    env: { ...env, ACTIONARY_DATA: data, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${name}: ${said}`);
  return said.trim().split('\n').at(-1)!;
}
