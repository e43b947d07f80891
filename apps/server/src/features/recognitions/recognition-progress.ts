import { getRecognitions } from '@actionary/database';
import type { Recognition } from '@actionary/database';
import type { Services } from '../../context.ts';
import { closing } from '../../shared/queue/changes.ts';
import type { Watch } from '../../shared/queue/changes.ts';
import { argumentKey, badUserInput } from '../../shared/graphql/result.ts';

/** The recognition now and whenever it changes, until it has finished. @param id global @throws {GraphQLError} */
export function watchRecognition(services: Services, id: string): AsyncIterableIterator<Recognition> {
  const key = argumentKey('Recognition', id, 'id');
  // Listens before it reads, so that no change falls in between.
  const watch = services.changes.watch('Recognition', key);
  return closing(watch, changingRecognition(services, watch, key));
}

async function* changingRecognition(
  { db }: Services,
  watch: Watch,
  key: string,
): AsyncGenerator<Recognition, void, undefined> {
  for (let id: string | null = key; id !== null; id = await watch.next()) {
    const [recognition] = await getRecognitions(db, [id]);
    if (!recognition) throw badUserInput('id: there is no such recognition');
    yield recognition;
    if (recognition.finishedAt) return;
  }
}
