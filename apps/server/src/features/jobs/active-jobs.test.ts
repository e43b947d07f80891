import { describe, expect, test } from '@jest/globals';
import { breakMethod } from '../../../../../test/factories/break-method.ts';
import {
  cancelJob,
  createJob,
  createRecognition,
  finishJob,
  reportProgress,
  startJob,
  startRecognitionVideo,
} from '../../../../../prisma/src/index.ts';
import { makeLibrary, makeRecipe, makeVideos, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { openStream } from '../../../../../test/factories/stream.ts';

// Without a worker: nothing moves by itself.
const server = useServer();

interface Active {
  readonly active: { kind: string; state: string; progress: number | null }[];
}

const ACTIVE = 'subscription { active: activeJobs { kind state progress } }';

async function addJob(kind: 'scan' | 'pull') {
  const totalCount = 4;
  if (kind === 'pull')
    return valueOf(await createJob(server.db, { kind, totalCount, payload: { catalogueId: 'clip-vit-b32' } }));
  const { id: libraryId } = await makeLibrary(server.db);
  return valueOf(await createJob(server.db, { kind, totalCount, libraryId }));
}

describe('activeJobs', () => {
  test('tells over SSE of the jobs that wait or run, and of every change of them', async () => {
    const first = await addJob('scan');
    const stream = await openStream<Active>(server.url, ACTIVE);
    const queued = { kind: 'scan', state: 'queued', progress: 0 };
    expect(await stream.next()).toEqual({ active: [queued] });
    const second = await addJob('pull');
    const pull = { kind: 'pull', state: 'queued', progress: 0 };
    expect(await stream.next()).toEqual({ active: [queued, pull] });
    await startJob(server.db, first.id);
    await reportProgress(server.db, first.id, { doneCount: 1 });
    const running = { kind: 'scan', state: 'running', progress: 0.25 };
    expect(await stream.until(({ active }) => active[0]?.progress === 0.25)).toEqual({ active: [running, pull] });
    valueOf(await cancelJob(server.db, second.id));
    expect(await stream.until(({ active }) => active.length === 1)).toEqual({ active: [running] });
    await finishJob(server.db, first.id);
    expect(await stream.until(({ active }) => active.length === 0)).toEqual({ active: [] });
    // It has not ended: another one is told of, too.
    const third = await addJob('scan');
    expect(await stream.next()).toEqual({ active: [queued] });
    await server.db.prisma.job.delete({ where: { id: third.id } });
    expect(await stream.next()).toEqual({ active: [] });
    await stream.close();
  });

  test('is refused where it asks for too much, and hides what went wrong inside', async () => {
    const deep = (levels: number): string => (levels === 0 ? '{ name }' : `{ parent ${deep(levels - 1)} }`);
    const asked = `subscription { activeJobs { library { equipmentNode ${deep(16)} } } }`;
    await expect(openStream(server.url, asked).then((stream) => stream.next())).rejects.toThrow('fields deep');
    const mend = breakMethod(server.db.prisma.videoLibrary, 'findMany', new Error('password=hunter2'));
    const { id: libraryId } = await makeLibrary(server.db);
    const job = valueOf(await createJob(server.db, { kind: 'scan', libraryId }));
    const stream = await openStream(server.url, 'subscription { activeJobs { library { name } } }');
    const failure = await stream.next().catch((error: unknown) => String(error));
    mend();
    await stream.close();
    await finishJob(server.db, job.id);
    expect(failure).toContain('something went wrong here');
    expect(failure).not.toContain('hunter2');
  });

  test('tells with each change of what the jobs are for as it is then', async () => {
    const { db } = server;
    const videoIds = await makeVideos(db, (await makeLibrary(db)).id, 1);
    const { id } = valueOf(await createRecognition(db, { recipeId: (await makeRecipe(db)).id, videoIds }));
    const stream = await openStream<{ active: { recognition: { state: string } }[] }>(
      server.url,
      'subscription { active: activeJobs { recognition { state } } }',
    );
    expect((await stream.next()).active).toEqual([{ recognition: { state: 'queued' } }]);
    const video = await db.prisma.recognitionVideo.findFirstOrThrow({ where: { recognitionId: id } });
    await startRecognitionVideo(db, video.id);
    expect((await stream.next()).active).toEqual([{ recognition: { state: 'running' } }]);
    await stream.close();
    await db.prisma.job.deleteMany({ where: { recognitionId: id } });
  });

  test('sums up changes that follow each other closely', async () => {
    const job = await addJob('pull');
    const stream = await openStream<Active>(server.url, ACTIVE);
    await stream.next();
    await startJob(server.db, job.id);
    for (let doneCount = 1; doneCount <= 200; doneCount++) {
      await reportProgress(server.db, job.id, { doneCount, totalCount: 200 });
    }
    const seen = await stream.until(({ active }) => active[0]?.progress === 1);
    expect(seen.active).toEqual([{ kind: 'pull', state: 'running', progress: 1 }]);
    expect(stream.count).toBeLessThan(50);
    await finishJob(server.db, job.id);
    await stream.close();
  });
});
