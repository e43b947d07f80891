import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { assertWritable, writeWhole } from '../adapters/write-whole.ts';
import { readDocument } from '../adapters/vocabulary/read-document.ts';
import { readVocabularyFile } from '../adapters/vocabulary/read-vocabulary.ts';
import { DOCUMENT_FORMATS, writeDocument } from '../adapters/vocabulary/write-document.ts';
import { planImport } from '../domain/index.ts';
import type { ImportRow } from '../domain/index.ts';
import type { CommandIo } from './command-io.ts';
import { explain } from './explain.ts';
import { UsageError } from './usage-error.ts';

const FORMATS = DOCUMENT_FORMATS.map((format) => `.${format}`).join(', ');
const HELP = `Usage: actionary vocabulary <command>

  check FILE          what is wrong with a vocabulary, line by line; exit code 1 where something must be mended
  convert FILE OUT    mends what can be mended and writes all of it as ${FORMATS}

FILE is .csv or .tsv (UTF-8, UTF-16 or CP932), .xlsx, .ttl, .jsonld, .json, or one label a line.

Examples
  actionary vocabulary check words.csv
  actionary vocabulary convert words.csv words.ttl
`;

/**
 * `actionary vocabulary …`
 * @param argv what follows `vocabulary`
 * @returns exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped
 */
export async function runVocabulary(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    const options = { help: { type: 'boolean', short: 'h' } } as const;
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [command, ...paths] = positionals;
    if (values.help || command === undefined || command === 'help') {
      io.stdout.write(HELP);
      return command === undefined && !values.help ? 2 : 0;
    }
    if (command === 'check' && paths.length === 1) return await check(paths[0], io);
    if (command === 'convert' && paths.length === 2) return await convert(paths[0], paths[1], io);
    throw new UsageError(`give "check FILE" or "convert FILE OUT"`);
  } catch (error) {
    return explain(error, 'vocabulary', io);
  }
}

async function check(path: string, io: CommandIo): Promise<number> {
  const { plan } = await plannedFrom(path);
  for (const row of plan.rows) io.stdout.write(lineOf(row));
  io.stdout.write(`${plan.addedCount} concepts, ${plan.rows.length} findings\n`);
  return plan.rows.some(({ severity }) => severity === 'error') ? 1 : 0;
}

async function convert(path: string, out: string, io: CommandIo): Promise<number> {
  const format = DOCUMENT_FORMATS.find((each) => `.${each}` === extname(out).toLowerCase());
  if (!format) throw new UsageError(`${out}: end its name with one of ${FORMATS}`);
  await assertWritable(out);
  const { document, plan } = await plannedFrom(path);
  for (const row of plan.rows) io.stderr.write(lineOf(row));
  const { scheme, version } = document;
  await writeWhole(out, await writeDocument({ scheme, version, concepts: plan.put }, format, out));
  return 0;
}

async function plannedFrom(path: string) {
  const document = await readDocument(await readVocabularyFile(path), path);
  return { document, plan: planImport(document, new Map()) };
}

function lineOf({ place, severity, message, fixed }: ImportRow): string {
  return `${place}: ${severity}: ${message}${fixed ? ' (mended)' : ''}\n`;
}
