import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { writeEmbeddings } from '../adapters/embeddings/write-embeddings.ts';
import { writeWhole } from '../adapters/write-whole.ts';
import { createFrameSource } from '../adapters/video/open-video.ts';
import { samplingOf } from '../domain/index.ts';
import type { VideoEmbeddings } from '../embed-video.ts';
import { openEncoder } from '../models/open-encoder.ts';
import {
  DEFAULT_ENCODER,
  EMBED_OPTIONS,
  embedWithProgress,
  probeLater,
  SHARED_HELP,
  toEmbedRequest,
} from './embed-options.ts';
import { explain } from './explain.ts';
import { UsageError } from './usage-error.ts';
import type { CommandIo } from './command-io.ts';

const HELP = `Usage: actionary embed VIDEO… --out FOLDER [options]

What the frozen encoder sees: per video one file of unit embeddings, a row per sampled frame, and beside it a JSON
with their times, the encoder's digest and the video's content hash. Embeddings are made once and serve every
vocabulary; "actionary import-embeddings" gives them to a server.

  --out FOLDER            made if it is missing
  --format NAME           safetensors (default) or npy
${SHARED_HELP}
Example: actionary embed shift.mp4 --out embeddings
`;

const FORMATS = ['safetensors', 'npy'];
const OPTIONS = {
  ...EMBED_OPTIONS,
  out: { type: 'string' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * `actionary embed …`
 *
 * @param argv what follows `embed`
 * @returns exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped
 */
export async function runEmbed(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
    if (values.help) {
      io.stdout.write(HELP);
      return 0;
    }
    const { out, format = 'safetensors' } = values;
    if (positionals.length === 0) throw new UsageError('give at least one video');
    if (out === undefined) throw new UsageError('give --out FOLDER');
    if (!FORMATS.includes(format)) throw new UsageError(`--format is ${FORMATS.join(' or ')}, not "${format}"`);
    const targets = targetsOf(positionals, out, format);
    const request = toEmbedRequest(values, io);
    const frameSource = createFrameSource();
    await probeLater(positionals, frameSource, io);
    const encoder = await openEncoder(values.encoder ?? DEFAULT_ENCODER, request.session);
    try {
      await mkdir(out, { recursive: true });
      for (const { video, target } of targets) {
        const seen = await embedWithProgress(video, frameSource, encoder.image, request, io);
        await save(seen, target, {
          sampling: samplingOf(request.embed.fps ?? 2),
          contentSha256: await sha256Of(video),
        });
        io.stdout.write(`${target}\n`);
      }
    } finally {
      await encoder.close();
    }
    return 0;
  } catch (error) {
    return explain(error, 'embed', io);
  }
}

/** @throws {UsageError} where two videos would be written to the same file */
function targetsOf(videos: readonly string[], folder: string, format: string) {
  const targets = videos.map((video) => ({
    video,
    target: path.join(folder, `${path.basename(video, path.extname(video))}.${format}`),
  }));
  const twice = targets.find(({ target }, index) => targets.slice(0, index).some((other) => other.target === target));
  if (twice) throw new UsageError(`two videos would be written to ${twice.target}; embed them into different folders`);
  return targets;
}

/** What the server tells embeddings apart by, beside their encoder. */
interface Key {
  readonly sampling: string;
  readonly contentSha256: string;
}

async function save(seen: VideoEmbeddings, target: string, key: Key): Promise<void> {
  const { timesMs, encoder, video, report, reusedCount } = seen;
  const table = { rowCount: timesMs.length, dims: encoder.dims, data: seen.embeddings };
  await writeEmbeddings(target, table);
  const facts = { ...key, video, encoder, timesMs, report, reusedCount };
  await writeWhole(target.replace(/\.[^.]+$/, '.json'), `${JSON.stringify(facts)}\n`);
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
