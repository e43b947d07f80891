import { describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { makeLibrary, valueOf } from '../../test/factories/records.ts';
import {
  cancelJob,
  createJob,
  failJob,
  finishJob,
  getJobs,
  latestJobsOfLibraries,
  listJobs,
  paceOf,
  reportProgress,
  startJob,
} from './jobs.ts';
import { cursorOf } from './page.ts';

describe('jobs', () => {
  const target = useDatabase();

  test('tell their progress and end once', async () => {
    const { id: libraryId } = await makeLibrary(target.db);
    const { id } = valueOf(await createJob(target.db, { kind: 'scan', libraryId, totalCount: 4 }));
    expect(await startJob(target.db, id)).toBe(true);
    expect(await reportProgress(target.db, id, { doneCount: 3 })).toBe(true);
    expect(await finishJob(target.db, id)).toBe(true);
    expect(await failJob(target.db, id, { code: 'LATE', message: 'too late' })).toBe(false);
    expect(await getJobs(target.db, [id])).toMatchObject([{ state: 'succeeded', doneCount: 3n, totalCount: 4n }]);
    valueOf(await createJob(target.db, { kind: 'expire', libraryId }));
    expect(await latestJobsOfLibraries(target.db, [libraryId], 'scan')).toMatchObject([{ id, libraryId }]);
  });

  test('tell the worker when they are cancelled', async () => {
    const { id } = valueOf(await createJob(target.db, { kind: 'pull', payload: { catalogueId: 'clip' } }));
    await startJob(target.db, id);
    expect(valueOf(await cancelJob(target.db, id)).state).toBe('cancelled');
    expect(await reportProgress(target.db, id, { doneCount: 1 })).toBe(false);
    expect(await cancelJob(target.db, id)).toMatchObject({ problem: { code: 'INVALID' } });
    expect(await cancelJob(target.db, crypto.randomUUID())).toMatchObject({ problem: { code: 'NOT_FOUND' } });
    expect((await listJobs(target.db, {}, { states: ['cancelled'] })).nodes).toMatchObject([{ id }]);
  });
});

describe('listJobs', () => {
  const target = useDatabase();

  test('gives pages, newest first, that end where there is nothing more', async () => {
    const { id: libraryId } = await makeLibrary(target.db);
    const ids: string[] = [];
    for (let count = 0; count < 4; count++)
      ids.push(valueOf(await createJob(target.db, { kind: 'scan', libraryId })).id);
    const first = await listJobs(target.db, { first: 2 });
    const second = await listJobs(target.db, { first: 2, after: cursorOf(first.nodes[1]) });
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(ids.toReversed());
    expect([first.hasNextPage, second.hasNextPage]).toEqual([true, false]);
  });

  test.each([0, 501, 1.5])('refuses pages of %d', async (first) => {
    await expect(listJobs(target.db, { first })).rejects.toThrow('it must be 1 … 500');
  });
});

describe('paceOf', () => {
  const startedAt = new Date(0);
  const job = { doneCount: 25n, totalCount: 100n, startedAt, finishedAt: null };

  test('extrapolates the pace so far', () => {
    expect(paceOf(job, new Date(10_000))).toEqual({ progress: 0.25, perSecond: 2.5, remainingMs: 30_000 });
  });

  test('says nothing where nothing is done or the total is not known', () => {
    expect(paceOf({ ...job, doneCount: 0n }, new Date(10_000))).toEqual({
      progress: 0,
      perSecond: null,
      remainingMs: null,
    });
    expect(paceOf({ ...job, totalCount: 0n }, new Date(10_000))).toEqual({
      progress: null,
      perSecond: 2.5,
      remainingMs: null,
    });
  });
});
