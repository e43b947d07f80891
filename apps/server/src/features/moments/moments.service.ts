import { countUnembeddedVideos, getVideos, listEmbeddedVideos } from '@actionary/database';
import type { EmbeddedVideo } from '@actionary/database';
import { findMoments, halfProducts, histogram, scoreWindows } from '@actionary/inference/domain';
import type { Moment, ScoredVideo } from '@actionary/inference/domain';
import type { FindMomentsInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { MAX_FIRST } from '../../shared/graphql/connection.ts';
import { installedEncoder } from '../../shared/encoders/installed-encoder.ts';
import { done, inputKey, refuse, settle } from '../../shared/graphql/result.ts';
import { scanEmbeddings } from '../../shared/encoders/scan-embeddings.ts';
import { momentPictureUrl } from '../../shared/videos/video-urls.ts';
import { embedQuery } from './query-embedding.ts';

const DEFAULT_FIRST = 24;
const BIN_COUNT = 40;

/** The windows of recorded videos that fit a text best: one pass over the cached embeddings. */
export function searchMoments(context: Context, input: FindMomentsInput) {
  return settle(async () => {
    const { db, signal } = context;
    const first = input.first ?? DEFAULT_FIRST;
    if (first < 1 || first > MAX_FIRST) refuse('INVALID', 'first', `must be 1 … ${MAX_FIRST}`);
    const libraryIds =
      input.libraryIds?.map((id, index) => inputKey('VideoLibrary', id, `libraryIds.${index}`)) ?? null;
    const encoder = await installedEncoder(input.encoderId);
    const { prompts, embedding } = await embedQuery(context, encoder, input);
    const filter = { encoderDigest: encoder.digest, libraryIds };
    const [videos, unembeddedVideoCount] = await Promise.all([
      listEmbeddedVideos(db, filter),
      countUnembeddedVideos(db, filter),
    ]);
    const scored = await scoreVideos(context, videos, embedding);
    signal.throwIfAborted();
    const similarities = scored.map((video) => video.similarities);
    return done({
      prompts,
      unembeddedVideoCount,
      moments: await describeMoments(context, videos, findMoments(scored, first)),
      windowCount: similarities.reduce((sum, { length }) => sum + length, 0),
      distribution: histogram(similarities, BIN_COUNT),
    });
  });
}

/** Windows are those that recognition makes of four frames, one step apart; see `windows`. */
async function scoreVideos(
  { db, signal }: Context,
  videos: readonly EmbeddedVideo[],
  embedding: Float32Array,
): Promise<ScoredVideo[]> {
  const scored: ScoredVideo[] = videos.map(() => NO_WINDOWS);
  let frames: Frames = { cosines: [], timesMs: [] };
  for await (const { videoIndex, chunk, isLast } of scanEmbeddings(db, videos, signal)) {
    if (chunk) {
      frames.cosines.push(halfProducts(chunk.halves, embedding));
      frames.timesMs.push(chunk.timesMs);
    }
    if (!isLast) continue;
    scored[videoIndex] = scoreVideo(frames, videos[videoIndex].durationMs);
    frames = { cosines: [], timesMs: [] };
  }
  return scored;
}

const NO_WINDOWS: ScoredVideo = { similarities: new Float32Array(0), boundariesMs: new Int32Array(1) };

/** Of one video, chunk by chunk. */
interface Frames {
  readonly cosines: Float32Array[];
  readonly timesMs: Int32Array[];
}

function scoreVideo({ cosines, timesMs }: Frames, durationMs: number): ScoredVideo {
  const times = timesMs.flatMap((part) => [...part]);
  const joined = new Float32Array(times.length);
  let offset = 0;
  for (const part of cosines) {
    joined.set(part, offset);
    offset += part.length;
  }
  return scoreWindows(joined, times, durationMs);
}

async function describeMoments({ db, loaders }: Context, videos: readonly EmbeddedVideo[], moments: readonly Moment[]) {
  const rows = await getVideos(
    db,
    moments.map(({ videoIndex }) => videos[videoIndex].videoId),
  );
  const libraries = await Promise.all(rows.map((video) => video && loaders.videoLibrary.load(video.libraryId)));
  return moments.flatMap(({ startMs, endMs, similarity, bestMs }, index) => {
    const [video, library] = [rows[index], libraries[index]];
    if (!video || !library) return [];
    return [{ video, startMs, endMs, similarity, pictureUrl: momentPictureUrl(video, library, bestMs) }];
  });
}
