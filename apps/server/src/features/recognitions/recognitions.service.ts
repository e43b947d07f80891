import { cancelRecognition, createRecognition, pauseRecognition } from '@actionary/database';
import type { Database, Outcome, Recognition } from '@actionary/database';
import type { StartRecognitionInput } from '../../../generated/resolvers-types.ts';
import type { Context, Services } from '../../context.ts';
import { inputRecipeKey } from '../../shared/graphql/named-recipe.ts';
import { done, inputKey, settle, unwrap } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { chosenVideos } from '../../shared/videos/chosen-videos.ts';
import { queueVideos } from '../../shared/queue/queue-videos.ts';

/** Queues a recipe over videos. */
export function startRecognition(context: Context, input: StartRecognitionInput): Promise<Result<Recognition>> {
  return settle(async () => {
    const recipeId = await inputRecipeKey(context, input);
    const { priority, publishing = null } = input;
    const chosen = { recipeId, priority: priority ?? 'normal', publishing, ...chosenVideos(input) } as const;
    const recognition = unwrap(await createRecognition(context.db, chosen));
    await queueVideos(context, recognition.id);
    return done(recognition);
  });
}

/** Cancels what has not finished, and its job. @param id global */
export function stopRecognition({ db }: Services, id: string): Promise<Result<Recognition>> {
  return settle(async () => cancelRecognition(db, inputKey('Recognition', id, 'id')));
}

/** Lets it wait: its tasks find out, and those that are queued find nothing to do. @param id global */
export function holdRecognition({ db }: Services, id: string): Promise<Result<Recognition>> {
  return settle(async () => pauseRecognition(db, inputKey('Recognition', id, 'id')));
}

/** Changes a recognition so that it has to be queued anew. @param id global */
export function requeueRecognition(
  services: Services,
  id: string,
  change: (db: Database, id: string) => Promise<Outcome<Recognition>>,
): Promise<Result<Recognition>> {
  return settle(async () => {
    const recognition = unwrap(await change(services.db, inputKey('Recognition', id, 'id')));
    await queueVideos(services, recognition.id);
    return done(recognition);
  });
}
