import { expect, test } from '@jest/globals';
import { createJob, startJob } from '../../../prisma/src/index.ts';
import { makeLibrary, valueOf } from '../../../test/factories/records.ts';
import { useServer } from '../../../test/factories/server.ts';
import { startWorker } from './worker.ts';

const server = useServer();

test('a worker that starts takes up the jobs that another one has left, whatever they are', async () => {
  const { db, services } = server;
  const { id: libraryId } = await makeLibrary(db);
  const scan = valueOf(await createJob(db, { kind: 'scan', libraryId }));
  const pull = valueOf(await createJob(db, { kind: 'pull', payload: { catalogueId: 'nowhere' } }));
  await startJob(db, pull.id);
  await startWorker(services);
  const { rows } = await db.pool.query<{ name: string; data: { jobId: string } }>(
    `SELECT "name", "data" FROM pgboss.job WHERE "name" IN ('scan', 'pull') ORDER BY "name"`,
  );
  expect(rows.map(({ name, data }) => [name, data.jobId])).toEqual([
    ['pull', pull.id],
    ['scan', scan.id],
  ]);
});
