import { findVideoLibrary, getVideoLibraries, registerRecording } from '@actionary/database';
import type { Database, RecordingChanges, RegisteredRecording, VideoLibrary } from '@actionary/database';
import type { RegisterRecordingInput } from '../../../../generated/resolvers-types.ts';
import type { Context } from '../../../context.ts';
import { inputRecipe } from '../../../shared/graphql/named-recipe.ts';
import { cleanLine, done, inputKey, refuse, settle, unwrap } from '../../../shared/graphql/result.ts';
import type { Result } from '../../../shared/graphql/result.ts';
import { queueVideos } from '../../../shared/queue/queue-videos.ts';
import { videoChanges } from '../../../shared/videos/video-changes.ts';
import { findMovesTo } from '../tasks/find-moves-to.ts';
import { cleanPath, wholeFile } from './recording-file.ts';

/** Makes a file known that has been recorded, and queues its recognition where a recipe is named. */
export function takeRecording(context: Context, input: RegisterRecordingInput): Promise<Result<RegisteredRecording>> {
  return settle(async () => {
    const { db, queue, signal } = context;
    const said = saidOf(input);
    const path = cleanPath(input.path);
    const library = await libraryOf(db, input);
    const isNamed = input.recipeId || input.recipeExternalId;
    const recipe = isNamed ? await inputRecipe(context, input) : null;
    const file = await wholeFile(context, library, path, signal);
    const moves = await findMovesTo(context, library, [file], signal);
    signal.throwIfAborted();
    const recording = { file, moves: moves ?? [], said, recipeId: recipe?.id ?? null };
    const registered = unwrap(await registerRecording(db, library.id, recording));
    const { recognition, isStarted, value } = registered;
    if (recognition && isStarted) await queueVideos(context, recognition.id);
    if (!recognition && value.status === 'pending') await queue.send('probe', { videoId: value.id });
    return done(registered);
  });
}

function saidOf({ recordedAt, ...names }: RegisterRecordingInput): RecordingChanges {
  // Before that there were no such files, and PostgreSQL does not take all years.
  if (recordedAt && recordedAt.getTime() < 0) refuse('INVALID', 'recordedAt', 'must be 1970 or later');
  return { ...videoChanges(names), ...(recordedAt ? { recordedAt } : {}) };
}

async function libraryOf(
  db: Database,
  { libraryId, libraryExternalId }: RegisterRecordingInput,
): Promise<VideoLibrary> {
  const externalId = cleanLine(libraryExternalId, 'libraryExternalId');
  if (libraryId && externalId) refuse('INVALID', 'libraryExternalId', 'name the library by one of its ids, not both');
  if (externalId) {
    const library = await findVideoLibrary(db, externalId);
    return library ?? refuse('NOT_FOUND', 'libraryExternalId', `there is no library ${externalId}`);
  }
  if (!libraryId) return refuse('INVALID', 'libraryId', 'name a library: `libraryId` or `libraryExternalId`');
  const [library] = await getVideoLibraries(db, [inputKey('VideoLibrary', libraryId, 'libraryId')]);
  return library ?? refuse('NOT_FOUND', 'libraryId', 'there is no such library');
}
