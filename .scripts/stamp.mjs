// Says whether something has to be made anew: a stamp beside it holds a digest of what it was made from.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Calls `make` unless `stamp` says that it was made from just these files, and all files below these folders. */
export function makeFrom(sources, stamp, make) {
  const wanted = digestOf(sources);
  const place = path.join(root, stamp);
  if (existsSync(place) && readFileSync(place, 'utf8') === wanted) return;
  // What is broken off in between must not look made.
  rmSync(place, { force: true });
  make();
  writeFileSync(place, wanted);
}

function digestOf(sources) {
  const digest = createHash('sha256');
  for (const file of sources.flatMap((source) => filesOf(path.join(root, source))).toSorted()) {
    digest.update(`${path.relative(root, file)}\0`).update(readFileSync(file));
  }
  return digest.digest('hex');
}

function filesOf(place) {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
}
