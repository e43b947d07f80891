/** Keeps the contract as it is, under the version of package.json, for what comes later to be compared with. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contractBreaks, releasedForm } from './contract-breaks.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, 'docs/contract');
const present = readFileSync(path.join(ROOT, 'schema.graphql'), 'utf8');
const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
const file = path.join(FOLDER, `${version}.graphql`);

const breaks = readdirSync(FOLDER).flatMap((name) =>
  contractBreaks(readFileSync(path.join(FOLDER, name), 'utf8'), present).map((each) => `${name}: ${each}`),
);
if (existsSync(file)) {
  process.stderr.write(`${version} has been released: raise the version in package.json\n`);
  process.exitCode = 1;
} else if (breaks.length > 0) {
  process.stderr.write(`what was promised is not kept:\n${breaks.join('\n')}\n`);
  process.exitCode = 1;
} else {
  writeFileSync(file, releasedForm(present));
  process.stdout.write(`${path.relative(ROOT, file)}\n`);
}
