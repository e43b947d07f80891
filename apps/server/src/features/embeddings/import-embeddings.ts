import { findNamedVideos, getEncoders, registerEncoder, saveEmbedding } from '@actionary/database';
import type { Database, Encoder, SavedEmbedding, Video, VideoName } from '@actionary/database';
import { EmbeddingFileError, encoderIdentity, parseEmbeddings, parseList } from '@actionary/inference';
import { evenTimes, frameTimesProblem, samplingOf, unitRows } from '@actionary/inference/domain';
import { listEncoders } from '../../shared/encoders/encoder-catalogue.ts';
import { ImportRefusal } from './import-refusal.ts';
import type { ImportRequest } from './import-request.ts';

/** What errors call the body of a request. */
const FILE = 'the file';

export interface ImportedEmbeddings {
  readonly videoId: string;
  readonly frameCount: number;
  /** Rows that were not of unit length, and are now. */
  readonly scaledCount: number;
  readonly state: Exclude<SavedEmbedding, 'differs'>;
}

/** Stores embeddings that were made elsewhere as if they had been made here; all of a video or nothing. @throws {ImportRefusal} */
export async function importEmbeddings(
  db: Database,
  bytes: Uint8Array,
  request: ImportRequest,
): Promise<ImportedEmbeddings> {
  const { isTruncated, isReplacing, encoderDigest, fps } = request;
  const video = await embeddableVideo(db, request.video);
  const encoder = await knownEncoder(db, encoderDigest);
  const { timesMs, rows, scaledCount } = readFrames(bytes, request, encoder);
  const problem = frameTimesProblem(timesMs, video.durationMs, { isTruncated });
  if (problem) throw new ImportRefusal(422, `${problem}; ${TIMES_REMEDY}`);
  const key = { contentSha256: video.contentSha256, encoderDigest, sampling: samplingOf(fps) };
  const state = await saveEmbedding(db, key, { timesMs, embeddings: rows }, { isTruncated, isReplacing });
  if (state !== 'differs') return { videoId: video.id, frameCount: timesMs.length, scaledCount, state };
  const there = `${video.path} has other embeddings of this encoder at ${key.sampling} already`;
  throw new ImportRefusal(409, `${there}; if these are to take their place, add replace=true`);
}

const TIMES_REMEDY =
  'check fps, startMs and the video; where the frames end early and that is right, add isTruncated=true';

type Embeddable = Video & { readonly contentSha256: string; readonly durationMs: number };

async function embeddableVideo(db: Database, name: VideoName): Promise<Embeddable> {
  const [video, other] = await findNamedVideos(db, name);
  const told = Object.values(name).join(', ');
  if (!video) throw new ImportRefusal(404, `there is no video ${told}; scan its library first`);
  if (other && 'externalId' in name && other.libraryId !== video.libraryId) {
    throw new ImportRefusal(409, `videos of several libraries are called ${name.externalId}; add libraryId`);
  }
  if (isEmbeddable(video)) return video;
  const reason = video.errorMessage ? `cannot be read (${video.errorMessage})` : 'has not been probed yet';
  throw new ImportRefusal(409, `${video.path} ${reason}; scan its library, then try again`);
}

function isEmbeddable(video: Video): video is Embeddable {
  return video.contentSha256 !== null && video.durationMs !== null;
}

/** An encoder that is installed here, or has been used here before. */
async function knownEncoder(db: Database, digest: string): Promise<Encoder> {
  const [known] = await getEncoders(db, [digest]);
  if (known) return known;
  const installed = await listEncoders();
  const same = installed.find((encoder) => encoder.digest === digest);
  if (same) {
    const { image, languages } = same.entry;
    const { framesPerEmbedding } = image;
    return registerEncoder(db, encoderIdentity(same.entry), { framesPerEmbedding, languages });
  }
  const names = installed.flatMap(({ entry, digest: its }) => (its ? [`${entry.id} ${its}`] : []));
  const remedy = 'install the encoder that made them (actionary models pull), or embed with one of these';
  throw new ImportRefusal(404, `no encoder here has the digest ${digest}; ${remedy}: ${names.join(', ')}`);
}

/** Rows of unit length, and their times. @throws {ImportRefusal} 422 */
function readFrames(bytes: Uint8Array, { array, times }: ImportRequest, encoder: Encoder) {
  try {
    const table = parseEmbeddings(bytes, FILE, array === undefined ? {} : { array });
    if (table.dims !== encoder.dims) {
      const widths = `rows of ${table.dims} numbers, and those of ${encoder.catalogueId} have ${encoder.dims}`;
      throw new ImportRefusal(422, `${FILE} has ${widths}: another encoder made them`);
    }
    const timesMs = timesOf(bytes, times, table.rowCount);
    return { timesMs, ...unitRows(table.data, table.dims) };
  } catch (cause) {
    if (cause instanceof EmbeddingFileError) throw new ImportRefusal(422, cause.message, { cause });
    throw cause;
  }
}

function timesOf(bytes: Uint8Array, times: ImportRequest['times'], rowCount: number): number[] {
  if ('fps' in times) return evenTimes(rowCount, times.fps, times.startMs);
  const timesMs = [...parseList(bytes, FILE, times.array)];
  if (timesMs.length === rowCount) return timesMs;
  throw new ImportRefusal(422, `${FILE} has ${rowCount} rows and ${timesMs.length} times; write one time for each row`);
}
