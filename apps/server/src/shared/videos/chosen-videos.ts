import type { VideoSelection } from '@actionary/database';
import type { VideoFilter } from '../../../generated/resolvers-types.ts';
import { inputKey } from '../graphql/result.ts';
import { videoFilter } from './video-filter.ts';

/** Videos as inputs of the API choose them. */
export interface ChosenVideos {
  readonly videoIds?: readonly string[] | null | undefined;
  readonly libraryIds?: readonly string[] | null | undefined;
  readonly filter?: VideoFilter | null | undefined;
}

/** The same with keys; refuses ids of other things. @throws {GraphQLError} BAD_USER_INPUT, for the filter */
export function chosenVideos({ videoIds, libraryIds, filter }: ChosenVideos): VideoSelection {
  return {
    videoIds: (videoIds ?? []).map((id, index) => inputKey('Video', id, `videoIds.${index}`)),
    libraryIds: (libraryIds ?? []).map((id, index) => inputKey('VideoLibrary', id, `libraryIds.${index}`)),
    ...(filter ? { filter: videoFilter(filter) } : {}),
  };
}
