import { parseArgs } from 'node:util';
import { assertWritable, writeWhole } from '../adapters/write-whole.ts';
import { openScorer } from '../adapters/onnx/scorer.ts';
import { readPromptTemplates } from '../adapters/prompts.ts';
import { createFrameSource } from '../adapters/video/open-video.ts';
import { readVocabulary } from '../adapters/vocabulary/read-vocabulary.ts';
import type { DecodeOptions, VideoRecognition } from '../domain/index.ts';
import { embedConcepts } from '../embed-concepts.ts';
import { FORMATS, formatRecognitions } from '../format/index.ts';
import type { FormatName } from '../format/index.ts';
import { openEncoder } from '../models/open-encoder.ts';
import type { EncoderPair } from '../models/open-encoder.ts';
import { recognize } from '../recognize.ts';
import {
  DEFAULT_ENCODER,
  EMBED_OPTIONS,
  embedWithProgress,
  probeLater,
  SHARED_HELP,
  toEmbedRequest,
} from './embed-options.ts';
import { explain } from './explain.ts';
import { numberOption, UsageError } from './usage-error.ts';
import type { CommandIo } from './command-io.ts';

const HELP = `Usage: actionary recognize VIDEO… --vocabulary FILE [options]

What is done when: each video as segments in the vocabulary's words, "unknown" where no word fits.

  --vocabulary FILE       .csv (prefLabel@en, prefLabel@ja, altLabel@en, prompt@en, …), .xlsx, .ttl, .jsonld, .json,
                          or one label a line
  --prompts NAME|FILE     prompt templates, e.g. "a video of a person {label}."; presets: label, clip-kinetics-28,
                          clip-ucf-48. Default: label for workbench, clip-kinetics-28 for the others
  --language TAG          language of the labels in the output; default: the encoder's
${SHARED_HELP}
Decoding
  --window N              frames averaged; default 4
  --decode METHOD         hysteresis (default) or viterbi
  --switch-penalty X      viterbi: what a change costs; default 2
  --min-probability X     below it is unknown; default 0.35
  --min-margin X          the best must lead the second by this much; default 0.05
  --min-duration MS       shorter segments are given to a neighbour; default 500
  --temperature X         divides the logits; default 1; larger is less sure

Output
  --format NAME           ${FORMATS.join(', ')}; default table
  --out FILE              write here instead of to the terminal; the file appears only when it is complete

Examples
  actionary recognize shift.mp4 --vocabulary words.csv
  actionary recognize *.mp4 --vocabulary words.csv --format json --out result.json
`;

const DEFAULT_ENCODER_NOTE =
  'note: the bundled encoder knows drawn demo scenes only; for real footage see actionary models list\n';

const OPTIONS = {
  ...EMBED_OPTIONS,
  vocabulary: { type: 'string' },
  prompts: { type: 'string' },
  language: { type: 'string' },
  window: { type: 'string' },
  decode: { type: 'string' },
  'switch-penalty': { type: 'string' },
  'min-probability': { type: 'string' },
  'min-margin': { type: 'string' },
  'min-duration': { type: 'string' },
  temperature: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/**
 * `actionary recognize …`
 *
 * @param argv what follows `recognize`
 * @returns exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped
 */
export async function runRecognize(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
    if (values.help) {
      io.stdout.write(HELP);
      return 0;
    }
    if (values.out !== undefined) await assertWritable(values.out);
    const text = await recognizeAll(positionals, values, io);
    if (values.out === undefined) io.stdout.write(text);
    else await writeWhole(values.out, text);
    return 0;
  } catch (error) {
    return explain(error, 'recognize', io);
  }
}

async function recognizeAll(paths: readonly string[], values: Values, io: CommandIo): Promise<string> {
  const { vocabulary: vocabularyPath, format = 'table' } = values;
  if (paths.length === 0) throw new UsageError('give at least one video');
  if (vocabularyPath === undefined) throw new UsageError('give --vocabulary FILE');
  if (!isFormat(format)) throw new UsageError(`--format is one of ${FORMATS.join(', ')}, not "${format}"`);
  if (format === 'vtt' && paths.length > 1) throw new UsageError('--format vtt takes one video at a time');
  const window = { frameCount: numberOption('window', values.window, { min: 1, isInteger: true }) };
  const decode = decodeOptions(values);
  const request = toEmbedRequest(values, io);
  const frameSource = createFrameSource();
  await probeLater(paths, frameSource, io);
  if (values.encoder === undefined && io.stderr.isTTY) io.stderr.write(DEFAULT_ENCODER_NOTE);
  const encoder = await openEncoder(values.encoder ?? DEFAULT_ENCODER, request.session);
  const scorer = await openScorer();
  try {
    const concepts = await conceptsFor(vocabularyPath, values, encoder, io);
    const recognitions: VideoRecognition[] = [];
    for (const path of paths) {
      const seen = await embedWithProgress(path, frameSource, encoder.image, request, io);
      recognitions.push(await recognize(seen, concepts, scorer, { window, decode }));
    }
    return formatRecognitions(recognitions, format);
  } finally {
    await Promise.all([encoder.close(), scorer.close()]);
  }
}

async function conceptsFor(path: string, values: Values, { entry, text }: EncoderPair, { signal }: CommandIo) {
  const language = entry.languages[0];
  const { concepts } = await readVocabulary(path, { language });
  const isBundled = entry.bundled !== undefined;
  const templates = await readPromptTemplates(values.prompts ?? (isBundled ? 'label' : 'clip-kinetics-28'));
  return embedConcepts(concepts, text, { templates, language, labelLanguage: values.language, signal });
}

function decodeOptions(values: Values): DecodeOptions {
  const { decode: method = 'hysteresis' } = values;
  const common = {
    minProbability: numberOption('min-probability', values['min-probability'], { min: 0, max: 1 }) ?? 0.35,
    minMargin: numberOption('min-margin', values['min-margin'], { min: 0, max: 1 }) ?? 0.05,
    minDurationMs: numberOption('min-duration', values['min-duration'], { min: 0 }) ?? 500,
    temperature: numberOption('temperature', values.temperature, { min: 0.001 }) ?? 1,
  };
  const switchPenalty = numberOption('switch-penalty', values['switch-penalty'], { min: 0 });
  if (method === 'viterbi') return { method, ...common, switchPenalty };
  if (method !== 'hysteresis') throw new UsageError(`--decode is hysteresis or viterbi, not "${method}"`);
  if (switchPenalty !== undefined) throw new UsageError('--switch-penalty goes with --decode viterbi');
  return { method, ...common };
}

function isFormat(name: string): name is FormatName {
  return FORMATS.some((format) => format === name);
}
