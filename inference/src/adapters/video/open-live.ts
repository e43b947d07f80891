import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Abortable, Frame, ImageGeometry, LiveReport, LiveStream } from '../../ports.ts';
import { VideoError } from '../../video-error.ts';
import { DEFAULT_DECODE_LIMITS } from './decode-limits.ts';
import { followFile } from './followed-file.ts';
import { allowedProtocols, findLiveSource, type LiveSource } from './live-source.ts';
import { decodeJson, MESSAGE_KIND } from './message-stream.ts';
import { hasNodeAv } from './node-av.ts';
import { openSession } from './node-av-decoder.ts';

export interface LiveRequest extends Abortable {
  readonly geometry: ImageGeometry;
  /** Frames per second, sampled as of a file. */
  readonly fps: number;
  /** The source has ended when nothing has come from it for so long. */
  readonly idleMs: number;
  /** Protocols that may be used; default: those of `ACTIONARY_LIVE_PROTOCOLS`. */
  readonly allowed?: readonly string[];
}

const YEAR_MS = 366 * 24 * 3_600_000;
const LIMITS = { ...DEFAULT_DECODE_LIMITS, maxDurationMs: YEAR_MS, maxWallMs: YEAR_MS };

/**
 * Opens a source that is still going on: a file that is being written, or, where the operator allows its protocol, a
 * camera. It is decoded as files are, in a process of its own; a file is handed to it as bytes.
 */
export function openLive(name: string, request: LiveRequest): LiveStream {
  const { signal } = request;
  let report: LiveReport | null = null;
  async function* frames(): AsyncGenerator<Frame> {
    try {
      const { allowed = allowedProtocols() } = request;
      report = yield* decode(await findLiveSource(name, { ...request, allowed }), request);
    } catch (cause) {
      if (!signal?.aborted) throw cause;
    }
  }
  return { frames: frames(), report: () => report };
}

async function* decode(
  { file, ...source }: LiveSource,
  { geometry, fps, idleMs, signal }: LiveRequest,
): AsyncGenerator<Frame, LiveReport> {
  if (!(await hasNodeAv())) {
    throw new VideoError('NO_DECODER', source.path, 'what is still going on is decoded by node-av: install it');
  }
  const following = new AbortController();
  let failure: unknown;
  const feed = (input: Writable) => {
    const bytes = Readable.from(followFile(file!, { idleMs, signal: following.signal }));
    void pipeline(bytes, input).catch((cause: unknown) => (failure = cause));
  };
  const request = { ...source, limits: LIMITS, frames: { geometry, fps } };
  const session = await openSession(request, { signal, ...(file !== null && { feed }) }).catch((cause: unknown) => {
    following.abort();
    throw cause;
  });
  try {
    let message = await session.next();
    for (; message.kind === MESSAGE_KIND.frame; message = await session.next()) {
      yield { ptsMs: message.ptsMs, pts: message.pts, rgb: message.payload };
    }
    // A decoder that ends closes its input; only what the file itself failed with counts.
    if (failure instanceof VideoError) throw failure;
    return decodeJson<LiveReport>(message);
  } finally {
    following.abort();
    await session.close();
  }
}
