import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** Where peers are that would be too much to install for everybody. */
export const PEERS_FOLDER = path.join(import.meta.dirname, '../../node_modules/.cache/actionary/peers');

/** Installs a package there where it is not: 300 MB for PostGraphile. */
export async function installPeer(name: string, version: string): Promise<void> {
  if (existsSync(path.join(PEERS_FOLDER, 'node_modules', name))) return;
  await mkdir(PEERS_FOLDER, { recursive: true });
  await writeFile(path.join(PEERS_FOLDER, 'package.json'), '{ "private": true, "type": "module" }\n');
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${version}`];
  await promisify(execFile)('npm', args, { cwd: PEERS_FOLDER, shell: process.platform === 'win32' });
}
