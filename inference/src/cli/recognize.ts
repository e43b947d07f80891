import { parseArgs } from 'node:util';
import { openAdapter } from '../adaptation/open-adapter.ts';
import { readBundle } from '../adapters/bundle/read-bundle.ts';
import { assertWritable, writeWhole } from '../adapters/write-whole.ts';
import { openScorer } from '../adapters/onnx/scorer.ts';
import { createFrameSource } from '../adapters/video/open-video.ts';
import { bundleOptions, bundleWords } from '../bundle.ts';
import type { VideoRecognition } from '../domain/index.ts';
import type { ConceptEmbeddings } from '../embed-concepts.ts';
import { FORMATS, formatRecognitions } from '../format/index.ts';
import type { FormatName } from '../format/index.ts';
import { openBundledEncoder } from '../models/open-bundled-encoder.ts';
import { openEncoder } from '../models/open-encoder.ts';
import type { ImageEncoder } from '../ports.ts';
import { recognize } from '../recognize.ts';
import type { RecognizeOptions } from '../recognize.ts';
import {
  DEFAULT_ENCODER,
  EMBED_OPTIONS,
  embedWithProgress,
  probeLater,
  SHARED_HELP,
  toEmbedRequest,
} from './embed-options.ts';
import type { EmbedRequest } from './embed-options.ts';
import { explain } from './explain.ts';
import { DECODING_HELP, embedWords, RECIPE_OPTIONS, toRecognizeOptions, WORDS_HELP } from './recipe-options.ts';
import { LIVE_HELP, LIVE_OPTIONS, recognizeSource, toLiveTiming } from './recognize-live.ts';
import { UsageError } from './usage-error.ts';
import type { CommandIo } from './command-io.ts';

const HELP = `Usage: actionary recognize VIDEO… --vocabulary FILE | --bundle FOLDER [options]

What is done when: each video as segments in the vocabulary's words, "unknown" where no word fits.

${WORDS_HELP}  --bundle FOLDER         words, encoder and parameters as actionary bundle wrote them (or the archive that a server
                          gives): needs no vocabulary and no text tower, takes no --prompts, --fps and decoding
${SHARED_HELP}${DECODING_HELP}
Output
  --format NAME           ${FORMATS.join(', ')}; default table
  --out FILE              write here instead of to the terminal; the file appears only when it is complete
${LIVE_HELP}
Examples
  actionary recognize shift.mp4 --vocabulary words.csv
  actionary recognize *.mp4 --vocabulary words.csv --format json --out result.json
  actionary recognize shift.mp4 --bundle station-3
  actionary recognize camera.ts --bundle station-3 --live
`;

const DEFAULT_ENCODER_NOTE =
  'note: the bundled encoder knows drawn demo scenes only; for real footage see actionary models list\n';

const OPTIONS = {
  ...EMBED_OPTIONS,
  ...RECIPE_OPTIONS,
  ...LIVE_OPTIONS,
  live: { type: 'boolean' },
  vocabulary: { type: 'string' },
  bundle: { type: 'string' },
  language: { type: 'string' },
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
    if (values.live) {
      await watch(positionals, values, io);
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
  const { format = 'table' } = values;
  const liveOnly = LIVE_NAMES.find((name) => values[name] !== undefined);
  if (liveOnly) throw new UsageError(`--${liveOnly} goes with --live`);
  if (paths.length === 0) throw new UsageError('give at least one video');
  if (!isFormat(format)) throw new UsageError(`--format is one of ${FORMATS.join(', ')}, not "${format}"`);
  if (format === 'vtt' && paths.length > 1) throw new UsageError('--format vtt takes one video at a time');
  const plan = planOf(values, io);
  const frameSource = createFrameSource();
  await probeLater(paths, frameSource, io);
  const { image, words, options, request } = await plan();
  const scorer = await openScorer();
  try {
    const recognitions: VideoRecognition[] = [];
    for (const path of paths) {
      const seen = await embedWithProgress(path, frameSource, image, request, io);
      recognitions.push(await recognize(seen, words, scorer, options));
    }
    return formatRecognitions(recognitions, format);
  } finally {
    await Promise.all([image.close(), scorer.close()]);
  }
}

const LIVE_NAMES = Object.keys(LIVE_OPTIONS) as (keyof typeof LIVE_OPTIONS)[];

async function watch(sources: readonly string[], values: Values, io: CommandIo): Promise<void> {
  const [source] = sources;
  if (source === undefined || sources.length > 1) throw new UsageError('--live takes one source');
  const unfit = (['format', 'out', 'reuse'] as const).find((name) => values[name] !== undefined);
  if (unfit) throw new UsageError(`--live prints lines of JSON as they come, so leave out --${unfit}`);
  const timing = toLiveTiming(values);
  const { image, words, options, request } = await planOf(values, io)();
  try {
    await recognizeSource(source, { image, words, options, fps: request.embed.fps ?? 2 }, timing, io);
  } finally {
    await image.close();
  }
}

/** All that recognition needs but the videos. */
interface Recognizer {
  readonly image: ImageEncoder;
  readonly words: ConceptEmbeddings;
  readonly options: RecognizeOptions;
  readonly request: EmbedRequest;
}

/** Checks the options; what it gives does what takes long. @throws {UsageError} */
function planOf(values: Values, io: CommandIo): () => Promise<Recognizer> {
  const { vocabulary, bundle } = values;
  const request = toEmbedRequest(values, io);
  if (bundle === undefined) {
    if (vocabulary === undefined) throw new UsageError('give --vocabulary FILE or --bundle FOLDER');
    const options = toRecognizeOptions(values);
    return async () => ({ ...(await fromVocabulary(vocabulary, values, request, io)), options, request });
  }
  const settled = (['vocabulary', 'fps', ...RECIPE_NAMES] as const).find((name) => values[name] !== undefined);
  if (settled) throw new UsageError(`the bundle says what --${settled} is to be, so leave it out`);
  return () => fromBundle(bundle, values, request);
}

const RECIPE_NAMES = Object.keys(RECIPE_OPTIONS) as (keyof typeof RECIPE_OPTIONS)[];

async function fromVocabulary(path: string, values: Values, { session }: EmbedRequest, io: CommandIo) {
  if (values.encoder === undefined && io.stderr.isTTY) io.stderr.write(DEFAULT_ENCODER_NOTE);
  const encoder = await openEncoder(values.encoder ?? DEFAULT_ENCODER, session);
  try {
    const { words } = await embedWords(path, values, encoder, io);
    await encoder.text.close();
    return { image: encoder.image, words };
  } catch (error) {
    await encoder.close();
    throw error;
  }
}

async function fromBundle(folder: string, values: Values, request: EmbedRequest): Promise<Recognizer> {
  const bundle = await readBundle(folder);
  const adapter = bundle.adapter ? await openAdapter(bundle.adapter, request.session) : undefined;
  const image = await openBundledEncoder(bundle, folder, { ...request.session, id: values.encoder });
  return {
    image,
    words: bundleWords(bundle, values.language),
    options: { ...bundleOptions(bundle), adapter },
    request: { ...request, embed: { ...request.embed, fps: bundle.fps } },
  };
}

function isFormat(name: string): name is FormatName {
  return FORMATS.some((format) => format === name);
}
