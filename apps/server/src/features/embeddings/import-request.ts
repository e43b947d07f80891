import { z } from 'zod';
import { fpsOf } from '@actionary/inference/domain';
import type { FrameRate } from '@actionary/inference/domain';
import type { VideoName } from '@actionary/database';
import { keyOf } from '../../shared/graphql/global-id.ts';
import { ImportRefusal } from './import-refusal.ts';

const SHA256 = /^[0-9a-f]{64}$/;
const digest = z.string().regex(SHA256, 'must be 64 hexadecimal digits');
const text = z.string().min(1);
const flag = z.enum(['true', 'false']).default('false');
const videoKey = text.transform((id) => keyOf('Video', id)).pipe(z.string('is not the id of a video'));
const libraryKey = text.transform((id) => keyOf('VideoLibrary', id)).pipe(z.string('is not the id of a library'));

const parameters = z.strictObject({
  videoId: videoKey.optional(),
  sha256: digest.optional(),
  libraryId: libraryKey.optional(),
  path: text.optional(),
  externalId: text.optional(),
  encoder: digest,
  fps: z.string(),
  startMs: z.coerce.number().int().min(0).optional(),
  embeddings: text.optional(),
  times: text.optional(),
  isTruncated: flag,
  replace: flag,
});
type Parameters = z.infer<typeof parameters>;

/** What is to be done with a file of embeddings. */
export interface ImportRequest {
  readonly video: VideoName;
  readonly encoderDigest: string;
  readonly fps: FrameRate;
  /** Where the rows' times come from: an array of the file, or the rate. */
  readonly times: { readonly array: string } | { readonly fps: number; readonly startMs: number };
  /** The file's array of embeddings; default its only one. */
  readonly array?: string;
  readonly isTruncated: boolean;
  readonly isReplacing: boolean;
}

/** Reads the address of a request. @throws {ImportRefusal} 400 */
export function parseImportRequest(query: unknown): ImportRequest {
  const parsed = parameters.safeParse(query);
  if (!parsed.success) {
    const told = parsed.error.issues.map(({ path, message }) => [...path, message].join(': '));
    throw new ImportRefusal(400, `the parameters cannot be used: ${told.join('; ')}`);
  }
  const { encoder, embeddings, isTruncated, replace } = parsed.data;
  const fps = frameRate(parsed.data.fps);
  return {
    video: videoName(parsed.data),
    encoderDigest: encoder,
    fps,
    times: timesSource(parsed.data, fps),
    ...(embeddings === undefined ? {} : { array: embeddings }),
    isTruncated: isTruncated === 'true',
    isReplacing: replace === 'true',
  };
}

function videoName({ videoId, sha256, libraryId, path, externalId }: Parameters): VideoName {
  const names: VideoName[] = [];
  if (videoId !== undefined) names.push({ id: videoId });
  if (sha256 !== undefined) names.push({ contentSha256: sha256 });
  if (path !== undefined && libraryId !== undefined) names.push({ libraryId, path });
  if (externalId !== undefined) names.push({ externalId, ...(libraryId === undefined ? {} : { libraryId }) });
  const [name] = names;
  if (name && names.length === 1) return name;
  throw new ImportRefusal(400, 'name one video, by videoId, by sha256, by libraryId and path, or by externalId');
}

function timesSource({ times, startMs }: Parameters, fps: FrameRate): ImportRequest['times'] {
  if (times !== undefined && startMs === undefined) return { array: times };
  if (times !== undefined) throw new ImportRefusal(400, 'give startMs or times, not both');
  if (fps !== 'native') return { fps, startMs: startMs ?? 0 };
  throw new ImportRefusal(
    400,
    'where fps is native, the file has to hold the times of its rows: name their array, times',
  );
}

function frameRate(given: string): FrameRate {
  try {
    return given === 'native' ? given : fpsOf(`fps=${given}`);
  } catch (cause) {
    throw new ImportRefusal(400, `fps must be a number or native, not ${given}`, { cause });
  }
}
