import path from 'node:path';
import type { Video, VideoLibrary } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toFailure } from '../../shared/graphql/failure.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { SPRITE_FRAME_COUNT, spriteSpec } from './picture-sizes.ts';
import { findVideos } from './videos.service.ts';
import { pictureUrl, streamUrl } from '../../shared/videos/video-urls.ts';

export const videoResolvers: Resolvers = {
  Query: {
    videos: (_, args, { db }) => findVideos(db, args),
  },
  VideoConnection: {
    totalCount: ({ countAll }) => countAll(),
  },
  Video: {
    id: ({ id }) => toGlobalId('Video', id),
    library: async ({ libraryId }, _, { loaders }) => (await loaders.videoLibrary.load(libraryId))!,
    name: (video) => path.posix.basename(video.path),
    sizeBytes: ({ sizeBytes }) => Number(sizeBytes),
    error: toFailure,
    fps: ({ fpsNumerator: numerator, fpsDenominator: denominator }) =>
      numerator !== null && denominator !== null ? { numerator, denominator } : null,
    streamUrl: (video) => (video.status === 'missing' ? null : streamUrl(video)),
    posterUrl: async (video, _, { loaders }) =>
      video.status === 'ready'
        ? pictureUrl(video, (await loaders.videoLibrary.load(video.libraryId))!, 'poster')
        : null,
    sprite: async (video, _, { loaders }) =>
      video.status === 'ready' ? spriteOf(video, (await loaders.videoLibrary.load(video.libraryId))!) : null,
    currentRecognitions: ({ id }, _, { loaders }) => loaders.currentOfVideo.load(id),
    recognitions: async ({ id }, args, { loaders }) =>
      toConnection(await loaders.recognitionsOfVideo.load({ key: id, args: pageRequest(args) }), args),
  },
};

function spriteOf(video: Video, library: VideoLibrary) {
  const { width, height } = spriteSpec(video);
  const url = pictureUrl(video, library, 'sprite');
  return { url, frameCount: SPRITE_FRAME_COUNT, frameWidth: width, frameHeight: height };
}
