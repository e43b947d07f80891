/** Writes what the reference's pages show, from the contract: a part of `npm run generate`. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readContract } from './src/features/reference/model/read-contract.ts';
import type { Reference } from './src/features/reference/model/reference.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const RELEASES = path.join(ROOT, 'docs/contract');
const EXAMPLES = path.join(ROOT, 'docs/examples');
const TARGET = path.join(import.meta.dirname, 'generated/reference.json');

const read = (file: string) => readFile(file, 'utf8');
const { version } = JSON.parse(await read(path.join(ROOT, 'package.json'))) as { readonly version: string };
const releases = (await readdir(RELEASES)).map((name) => path.parse(name).name);
const releasedVersion = releases.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true })).at(-1)!;
const released = await read(path.join(RELEASES, `${releasedVersion}.graphql`));
const examples: Record<string, string> = {};
for (const name of (await readdir(EXAMPLES)).toSorted()) examples[name] = await read(path.join(EXAMPLES, name));
const reference: Reference = {
  version,
  releasedVersion,
  ...readContract(await read(path.join(ROOT, 'schema.graphql')), released),
  examples,
};
await mkdir(path.dirname(TARGET), { recursive: true });
await writeFile(TARGET, JSON.stringify(reference));
