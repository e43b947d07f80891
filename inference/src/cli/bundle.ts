import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeBundle } from '../adapters/bundle/write-bundle.ts';
import type { Bundle } from '../bundle.ts';
import { openEncoder } from '../models/open-encoder.ts';
import type { EncoderPair } from '../models/open-encoder.ts';
import type { CommandIo } from './command-io.ts';
import { DEFAULT_ENCODER, SEEING_HELP, toEmbedRequest } from './embed-options.ts';
import { explain } from './explain.ts';
import { DECODING_HELP, embedWords, RECIPE_OPTIONS, toRecognizeOptions, WORDS_HELP } from './recipe-options.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: actionary bundle --vocabulary FILE --out FOLDER [options]

All that recognition needs, in a folder: bundle.json and the concepts' embeddings. With it, and the encoder's image
tower, "actionary recognize VIDEO --bundle FOLDER" needs no vocabulary, no text tower and no database.

  --out FOLDER            made if it is missing
  --name NAME             default: the vocabulary's
${WORDS_HELP}${SEEING_HELP}${DECODING_HELP}
Example: actionary bundle --vocabulary words.csv --out station-3
`;

const OPTIONS = {
  ...RECIPE_OPTIONS,
  vocabulary: { type: 'string' },
  language: { type: 'string' },
  encoder: { type: 'string' },
  models: { type: 'string' },
  fps: { type: 'string' },
  name: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/**
 * `actionary bundle …`
 *
 * @param argv what follows `bundle`
 * @returns exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped
 */
export async function runBundle(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...argv], options: OPTIONS });
    if (values.help) {
      io.stdout.write(HELP);
      return 0;
    }
    const { vocabulary, out } = values;
    if (vocabulary === undefined) throw new UsageError('give --vocabulary FILE');
    if (out === undefined) throw new UsageError('give --out FOLDER');
    await writeBundle(out, await makeBundle(vocabulary, values, io));
    io.stdout.write(`${out}\n`);
    return 0;
  } catch (error) {
    return explain(error, 'bundle', io);
  }
}

async function makeBundle(vocabularyPath: string, values: Values, io: CommandIo): Promise<Bundle> {
  const options = toRecognizeOptions(values);
  const { embed, session } = toEmbedRequest(values, io);
  const encoder = await openEncoder(values.encoder ?? DEFAULT_ENCODER, session);
  try {
    const seen = { fps: embed.fps ?? 2, ...options };
    return { ...seen, ...(await bundleWords(vocabularyPath, values, encoder, io)) };
  } finally {
    await encoder.close();
  }
}

async function bundleWords(vocabularyPath: string, values: Values, encoder: EncoderPair, io: CommandIo) {
  const { concepts, words, prompts, language } = await embedWords(vocabularyPath, values, encoder, io);
  const name = path.basename(vocabularyPath, path.extname(vocabularyPath));
  return {
    name: values.name ?? name,
    vocabulary: { name, version: null },
    promptSet: { name: path.basename(prompts), version: null, language },
    encoder: encoder.image.identity,
    adapter: null,
    calibration: null,
    unknown: null,
    language: values.language ?? language,
    concepts,
    embeddings: words.embeddings,
  };
}
