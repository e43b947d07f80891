import path from 'node:path';
import type { Video, VideoLibrary } from '@actionary/database';
import type { Resolvers } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import { toFailure } from '../../shared/graphql/failure.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { SPRITE_FRAME_COUNT, spriteSpec } from './picture-sizes.ts';
import { toPayload } from '../../shared/graphql/result.ts';
import { changeVideo, findByExternalId, findVideos } from './videos.service.ts';
import { pictureUrl, streamUrl } from '../../shared/videos/video-urls.ts';
import { maySeeVideos } from '../../shared/videos/viewing.ts';

export const videoResolvers: Resolvers = {
  Query: {
    videos: (_, args, { db }) => findVideos(db, args),
    videosByExternalId: (_, args, { db }) => findByExternalId(db, args),
  },
  Mutation: {
    updateVideo: async (_, { input }, { db }) => toPayload('video', await changeVideo(db, input)),
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
    isViewable: (_, __, context) => maySeeVideos(context, context.viewer),
    streamUrl: (video, _, context) =>
      video.status !== 'missing' && maySeeVideos(context, context.viewer) ? streamUrl(video) : null,
    posterUrl: async (video, _, context) => {
      const library = await pictured(video, context);
      return library && pictureUrl(video, library, 'poster');
    },
    sprite: async (video, _, context) => {
      const library = await pictured(video, context);
      return library && spriteOf(video, library);
    },
    currentRecognitions: ({ id }, _, { loaders }) => loaders.currentOfVideo.load(id),
    recognitions: async ({ id }, args, { loaders }) =>
      toConnection(await loaders.recognitionsOfVideo.load({ key: id, args: pageRequest(args) }), args),
  },
};

/** The library that says what is blurred in pictures of a video; `null` where there are none for who asks. */
async function pictured({ status, libraryId }: Video, context: Context): Promise<VideoLibrary | null> {
  return status === 'ready' && maySeeVideos(context, context.viewer)
    ? context.loaders.videoLibrary.load(libraryId)
    : null;
}

function spriteOf(video: Video, library: VideoLibrary) {
  const { width, height } = spriteSpec(video);
  const url = pictureUrl(video, library, 'sprite');
  return { url, frameCount: SPRITE_FRAME_COUNT, frameWidth: width, frameHeight: height };
}
