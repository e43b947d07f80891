import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readBytes } from '../adapters/embeddings/read-bytes.ts';
import { parseEmbeddings, parseList } from '../adapters/embeddings/read-embeddings.ts';
import { namesPathOf } from '../adapters/embeddings/read-names.ts';
import { sendEmbeddings } from '../adapters/embeddings/send-embeddings.ts';
import { unitRows } from '../domain/index.ts';
import { EmbeddingFileError } from '../embedding-file-error.ts';
import { encoderIdentity } from '../models/digest.ts';
import { findInstalled } from '../models/installed.ts';
import type { CommandIo } from './command-io.ts';
import { explain } from './explain.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: actionary import-embeddings FILE… [options]

Gives a server embeddings that were made elsewhere, so that it recognises those videos without their pixels: one file of
.npy, .npz or .safetensors for each video, a row for each frame. What "actionary embed" has written needs no options: the
JSON beside each file names the video by its content, the encoder and the times. For other files, options say it, or a
JSON of the same name that you write, with contentSha256 (or videoId, externalId, libraryId and path), encoder {"digest"},
sampling ("fps=2", "native") and timesMs or startMs. All of a video is taken, or nothing; giving it again does no harm.

  --server URL            default http://127.0.0.1:4000
  --encoder DIGEST|ID     what made them: its digest, or the id of one that is installed on this machine
  --fps N|native          frames per second, as recipes have it
  --start-ms N            time of the first row; default 0
  --times NAME            array of the file with the rows' times in milliseconds, where they are not evenly spaced
  --array NAME            array of the file with the embeddings; default its only one
  --truncated             the rows end before the video does, and that is right
  --replace               in place of other embeddings that the server has of the same video, encoder and rate
The video, where one file is given
  --sha256 HASH, --video ID, --external-id ID [--library ID], or --library ID --path PATH

Examples
  actionary import-embeddings embeddings/*.safetensors --server http://plant-3:4000
  actionary import-embeddings shift.npy --external-id SHIFT-7 --encoder clip-vit-b32 --fps 2
`;

const OPTIONS = {
  server: { type: 'string', default: 'http://127.0.0.1:4000' },
  encoder: { type: 'string' },
  models: { type: 'string' },
  fps: { type: 'string' },
  'start-ms': { type: 'string' },
  times: { type: 'string' },
  array: { type: 'string' },
  truncated: { type: 'boolean', default: false },
  replace: { type: 'boolean', default: false },
  sha256: { type: 'string' },
  video: { type: 'string' },
  'external-id': { type: 'string' },
  library: { type: 'string' },
  path: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];
const VIDEO_OPTIONS = ['sha256', 'video', 'external-id', 'path'] as const;

/** What the JSON beside a file may say; other fields are left alone. */
const factsSchema = z.object({
  contentSha256: z.string().optional(),
  videoId: z.string().optional(),
  externalId: z.string().optional(),
  libraryId: z.string().optional(),
  path: z.string().optional(),
  encoder: z.object({ digest: z.string() }).optional(),
  sampling: z.string().optional(),
  timesMs: z.array(z.number().int()).optional(),
  startMs: z.number().int().optional(),
  report: z.object({ isTruncated: z.boolean() }).optional(),
});
type Facts = z.infer<typeof factsSchema>;

/**
 * `actionary import-embeddings …`
 *
 * @param argv what follows `import-embeddings`
 * @returns exit code: 0 done, 1 failed (some or all), 2 wrong usage, 130 stopped
 */
export async function runImportEmbeddings(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
    if (values.help) {
      io.stdout.write(HELP);
      return 0;
    }
    if (positionals.length === 0) throw new UsageError('give at least one file');
    const named = VIDEO_OPTIONS.find((name) => values[name] !== undefined);
    if (named && positionals.length > 1) throw new UsageError(`--${named} names one video, so give one file`);
    const server = serverOf(values.server);
    const encoderDigest = await digestOf(values);
    let exitCode = 0;
    for (const path of positionals) {
      try {
        io.stdout.write(`${path}: ${await importFile(path, values, { server, encoderDigest }, io)}\n`);
      } catch (error) {
        if (!(error instanceof EmbeddingFileError)) throw error;
        // One that is refused does not keep the others back.
        exitCode = explain(error, 'import-embeddings', io);
      }
    }
    return exitCode;
  } catch (error) {
    return explain(error, 'import-embeddings', io);
  }
}

function serverOf(given: string): URL {
  const server = URL.parse(given);
  if (server && /^https?:$/.test(server.protocol)) return server;
  throw new UsageError(`--server takes an address such as http://127.0.0.1:4000, not "${given}"`);
}

async function digestOf({ encoder, models }: Values): Promise<string | undefined> {
  if (encoder === undefined || /^[0-9a-f]{64}$/.test(encoder)) return encoder;
  return encoderIdentity((await findInstalled(encoder, models)).entry).digest;
}

interface Target {
  readonly server: URL;
  readonly encoderDigest: string | undefined;
}

/** @returns what has become of it */
async function importFile(path: string, values: Values, target: Target, { signal }: CommandIo): Promise<string> {
  const facts = await readFacts(namesPathOf(path));
  const bytes = await readBytes(path);
  const table = parseEmbeddings(bytes, path, values.array === undefined ? {} : { array: values.array });
  const { rows, scaledCount } = unitRows(table.data, table.dims);
  const timesMs = values.times === undefined ? timesOf(values, facts) : [...parseList(bytes, path, values.times)];
  const parameters = parametersOf(path, values, facts, target.encoderDigest);
  const { startMs, ...evenly } = parameters;
  const sent = { ...table, path, data: rows, timesMs };
  const report = await sendEmbeddings(target.server, sent, timesMs ? evenly : { ...evenly, startMs }, { signal });
  const scaled = scaledCount > 0 ? `, ${scaledCount} of them brought to unit length` : '';
  return `${report.frameCount} rows${scaled}: ${report.state}`;
}

const timesOf = (values: Values, { timesMs }: Facts) => (values['start-ms'] === undefined ? timesMs : undefined);

/** Options come before what the JSON says. @throws {EmbeddingFileError} where neither says enough */
function parametersOf(path: string, values: Values, facts: Facts, encoderDigest: string | undefined) {
  const encoder = encoderDigest ?? facts.encoder?.digest;
  const fps = values.fps ?? facts.sampling?.replace(/^fps=/, '');
  const missing = encoder === undefined ? '--encoder' : fps === undefined ? '--fps' : null;
  if (encoder === undefined || fps === undefined) {
    throw new EmbeddingFileError(path, `nothing says what it is: give ${missing}, or put a JSON beside it`);
  }
  return {
    ...videoOf(path, values, facts),
    encoder,
    fps,
    startMs: values['start-ms'] ?? String(facts.startMs ?? 0),
    isTruncated: String(values.truncated || (facts.report?.isTruncated ?? false)),
    replace: String(values.replace),
  };
}

function videoOf(path: string, values: Values, facts: Facts): Record<string, string> {
  const names = VIDEO_OPTIONS.some((name) => values[name] !== undefined)
    ? { sha256: values.sha256, videoId: values.video, externalId: values['external-id'], path: values.path }
    : { sha256: facts.contentSha256, videoId: facts.videoId, externalId: facts.externalId, path: facts.path };
  // The first is enough: content and id are surer than names that people give.
  const name = Object.entries(names).find(([, value]) => value !== undefined) as [string, string] | undefined;
  if (!name) {
    throw new EmbeddingFileError(path, 'nothing says of which video it is: give --sha256, or put a JSON beside it');
  }
  const libraryId = values.library ?? facts.libraryId;
  const isWithinLibrary = name[0] === 'path' || name[0] === 'externalId';
  return { [name[0]]: name[1], ...(isWithinLibrary && libraryId !== undefined ? { libraryId } : {}) };
}

/** What the JSON beside a file says; nothing where there is none. */
async function readFacts(path: string): Promise<Facts> {
  const bytes = await readBytes(path).catch((error: EmbeddingFileError) => {
    if ((error.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return null;
    throw error;
  });
  if (!bytes) return {};
  const facts = factsSchema.safeParse(parseJson(bytes, path));
  if (facts.success) return facts.data;
  const [issue] = facts.error.issues;
  throw new EmbeddingFileError(path, `cannot be used: ${[...issue.path, issue.message].join(': ')}`);
}

function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new EmbeddingFileError(path, `not JSON (${(cause as Error).message})`, { cause });
  }
}
