import { expect, test } from '@jest/globals';
import { createRecognition } from '../../../../../prisma/src/index.ts';
import { makeLibrary, makeRecipe, makeVideos, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { watchRecognition } from '../../features/recognitions/recognition-progress.ts';
import { toGlobalId } from '../graphql/global-id.ts';

const server = useServer();

test('a subscription goes on when every connection to the database has been broken', async () => {
  const { db, services } = server;
  const videoIds = await makeVideos(db, (await makeLibrary(db)).id, 1);
  const { id } = valueOf(await createRecognition(db, { recipeId: (await makeRecipe(db)).id, videoIds }));
  const watched = watchRecognition(services, toGlobalId('Recognition', id));
  expect((await watched.next()).value).toMatchObject({ state: 'queued' });
  const change = watched.next();
  await db.pool.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  // Nobody announces this change: it falls into the time when nobody listens.
  await db.prisma.recognition.update({ where: { id }, data: { state: 'cancelled', finishedAt: new Date() } });
  expect((await change).value).toMatchObject({ id });
  for await (const recognition of watched) if (recognition.finishedAt) break;
});
