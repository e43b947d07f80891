/** `npm run verify-audit FILE`: whether an exported audit is as it was written, without server and database. */
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { verifyRecords } from './verify-records.ts';
import type { KnownEnd } from './verify-records.ts';

const USAGE = `Usage: npm run verify-audit FILE.jsonl [-- --known SEQUENCE:HASH]`;

class UsageError extends Error {}

/** @throws {UsageError} */
function readArguments(): { readonly file: string; readonly known: KnownEnd | null } {
  const { values, positionals } = parseArgs({ options: { known: { type: 'string' } }, allowPositionals: true });
  if (positionals.length !== 1 || positionals[0] === '') throw new UsageError('give exactly one file');
  // npm runs scripts in the product's folder, whichever it was called in.
  return { file: path.resolve(process.env['INIT_CWD'] ?? '', positionals[0]), known: readKnown(values.known) };
}

function readKnown(text: string | undefined): KnownEnd | null {
  if (text === undefined) return null;
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!sequence || !hash)
    throw new UsageError('--known: the place and the hash of an entry are needed, as the log has them');
  return { sequence: Number(sequence), hash };
}

async function main(): Promise<void> {
  try {
    const { file, known } = readArguments();
    const { problem, entryCount, from, since, end } = await verifyRecords(
      createInterface({ input: createReadStream(file), crlfDelay: Infinity }),
      known,
    );
    const right =
      from === null
        ? 'No entries'
        : `${entryCount} entries since ${since} (${from} … ${end.sequence}) are as they were written`;
    process.stdout.write(`${right}.\n`);
    if (from !== null) process.stdout.write(`End: ${end.sequence}:${end.hash}\n`);
    if (problem === null) return;
    process.stdout.write(`Broken: ${problem}.\n`);
    process.exitCode = 1;
  } catch (error) {
    const isUsage =
      error instanceof UsageError || String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
    process.stderr.write(`${(error as Error).message}${isUsage ? `\n${USAGE}` : ''}\n`);
    process.exitCode = isUsage ? 2 : 1;
  }
}

await main();
