import { countVideos, listVideos, updateVideo, videosByExternalId } from '@actionary/database';
import type { Database, Video, VideoFilter } from '@actionary/database';
import type {
  QueryVideosArgs,
  QueryVideosByExternalIdArgs,
  UpdateVideoInput,
} from '../../../generated/resolvers-types.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import type { Countable } from '../../shared/graphql/connection.ts';
import { argumentKey, inputKey, settle } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { videoChanges } from '../../shared/videos/video-changes.ts';
import { videoFilter } from '../../shared/videos/video-filter.ts';

/** A page of videos. @public codegen.yml names it */
export type CountableVideos = Countable<Video>;

/** A page of videos as the API asks for it. @throws {GraphQLError} BAD_USER_INPUT */
export async function findVideos(db: Database, args: QueryVideosArgs): Promise<CountableVideos> {
  const { field, direction } = args.orderBy ?? { field: 'createdAt' };
  const filter = videoFilterOf(args);
  const page = await listVideos(db, filter, pageRequest(args), { field, direction: direction ?? 'asc' });
  const connection = toConnection(page, args, (_, index) => page.cursors[index]);
  return { ...connection, countAll: () => countVideos(db, filter) };
}

function videoFilterOf({ libraryId, filter }: QueryVideosArgs): VideoFilter {
  return {
    ...(libraryId ? { libraryId: argumentKey('VideoLibrary', libraryId, 'libraryId') } : {}),
    ...videoFilter(filter ?? {}),
  };
}

/** Changes what MES says of a video. */
export function changeVideo(db: Database, { id, ...said }: UpdateVideoInput): Promise<Result<Video>> {
  return settle(async () => updateVideo(db, inputKey('Video', id, 'id'), videoChanges(said)));
}

/** @throws {GraphQLError} BAD_USER_INPUT */
export function findByExternalId(db: Database, args: QueryVideosByExternalIdArgs): Promise<Video[]> {
  const library = args.libraryId ? { libraryId: argumentKey('VideoLibrary', args.libraryId, 'libraryId') } : {};
  return videosByExternalId(db, args.externalId.trim(), library);
}
