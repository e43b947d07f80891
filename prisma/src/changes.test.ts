import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { useDatabase } from '../../test/factories/database.ts';
import { makeLibrary, makeRecipe, makeVersion, makeVideos, valueOf } from '../../test/factories/records.ts';
import {
  cursorOfChange,
  deleteVideoLibrary,
  failJob,
  failRecognitionVideo,
  finishRecognitionVideos,
  createJob,
  createRecognition,
  forgetChanges,
  getChanges,
  latestSequence,
  listChanges,
  LostChangesError,
  openDatabase,
  rollBackRecognition,
  setRecordedAt,
  updateEquipmentNode,
  updateVideo,
  videosOfRecognitions,
} from './index.ts';
import type { ChangeFilter, Database, SequencedChange } from './index.ts';

const target = useDatabase();

/** What was changed by a call, oldest first. */
async function changesOf(call: () => Promise<unknown>, filter: ChangeFilter = {}): Promise<readonly SequencedChange[]> {
  const after = cursorOfChange(await latestSequence(target.db));
  await call();
  return (await listChanges(target.db, filter, { after, first: 500 })).nodes;
}

const told = (changes: readonly SequencedChange[]) => changes.map(({ type, data }) => [type, data]);

describe('what is noted', () => {
  test('a video that comes, changes and goes, even with its library', async () => {
    const { db } = target;
    const library = await makeLibrary(db);
    const reference = { id: library.id };
    const node = { id: library.equipmentNodeId };
    let id = '';
    const first = await changesOf(async () => {
      [id] = (await makeVideos(db, library.id, 1)) as [string];
      valueOf(await updateVideo(db, id, { externalId: 'SHIFT-1' }));
      await setRecordedAt(db, [{ id, recordedAt: new Date('2026-03-01T08:00:00.123Z') }]);
    });
    const recordedAt = '2026-03-01T08:00:00.123Z';
    expect(told(first)).toEqual([
      ['video.added', { video: { id }, library: reference, equipmentNode: node, status: 'pending' }],
      ['video.changed', { video: { id }, library: reference, equipmentNode: node, status: 'ready' }],
      [
        'video.changed',
        { video: { id, externalId: 'SHIFT-1' }, library: reference, equipmentNode: node, status: 'ready' },
      ],
      [
        'video.changed',
        { video: { id, externalId: 'SHIFT-1' }, library: reference, equipmentNode: node, status: 'ready', recordedAt },
      ],
    ]);
    expect(first.every(({ subjectId }) => subjectId === id)).toBe(true);
    // Nothing that others can see.
    expect(await changesOf(() => db.prisma.video.update({ where: { id }, data: { arrivedAt: new Date() } }))).toEqual(
      [],
    );
    const last = await changesOf(async () => valueOf(await deleteVideoLibrary(db, library.id)));
    expect(told(last)).toEqual([
      ['video.removed', { video: { id, externalId: 'SHIFT-1' }, library: reference, status: 'ready', recordedAt }],
    ]);
  });

  test('what is recognised, per video and as a whole, and when it changes places', async () => {
    const { db } = target;
    const library = await makeLibrary(db);
    const videoIds = await makeVideos(db, library.id, 2);
    const recipe = await makeRecipe(db);
    const recognize = async () => {
      const { id } = valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds }));
      const [{ nodes }] = await videosOfRecognitions(db, [id]);
      await finishRecognitionVideos(
        db,
        nodes.map((run) => ({ id: run.id, segments: [] })),
      );
      return { id, runs: nodes };
    };
    let made: Awaited<ReturnType<typeof recognize>>;
    const named = { recipe: { id: recipe.id, externalId: recipe.externalId } };
    const recognizedBy = ({ id, runs }: typeof made) =>
      runs.map((run) => [
        'video.recognized',
        {
          video: { id: run.videoId },
          library: { id: library.id },
          equipmentNode: { id: library.equipmentNodeId },
          ...named,
          recognition: { id },
          run: { id: run.id },
        },
      ]);
    const endOf = ({ id }: typeof made) => [
      'recognition.succeeded',
      {
        recognition: { id },
        ...named,
        videoCount: 2,
        succeededCount: 2,
        failedCount: 0,
        cancelledCount: 0,
        finishedAt: expect.stringMatching(/^\d{4}-.*T.*\.\d{3}Z$/),
      },
    ];
    const first = await changesOf(async () => (made = await recognize()));
    expect(told(first)).toEqual([endOf(made!), ...recognizedBy(made!)]);
    const before = made!;
    const second = await changesOf(async () => (made = await recognize()));
    const switched = (isInForce: boolean) => [
      'publication.switched',
      { publication: { id: expect.any(String) }, recognition: { id: made.id }, ...named, videoCount: 2, isInForce },
    ];
    expect(told(second)).toEqual([endOf(made!), ...recognizedBy(made!), switched(true)]);
    const third = await changesOf(async () => valueOf(await rollBackRecognition(db, made.id)));
    expect(told(third).toSorted()).toEqual([switched(false), ...recognizedBy(before)].toSorted());
  });

  test('what fails, with codes and no messages', async () => {
    const { db } = target;
    const library = await makeLibrary(db);
    const [videoId] = (await makeVideos(db, library.id, 1)) as [string];
    const named = { externalId: 'REC-9', workOrder: '4711', serialNumber: 'SN-1' };
    await db.prisma.video.update({ where: { id: videoId }, data: named });
    const recipe = await makeRecipe(db);
    const { id } = valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds: [videoId] }));
    const [{ nodes }] = await videosOfRecognitions(db, [id]);
    const error = { code: 'DAMAGED', message: '/videos/Tanaka.mp4 is damaged' };
    const recognized = await changesOf(() => failRecognitionVideo(db, nodes[0]!.id, error));
    expect(recognized.map(({ type }) => type)).toEqual(['recognition.failed', 'job.failed']);
    expect(recognized[0]!.data).toMatchObject({
      video: { id: videoId, externalId: 'REC-9' },
      library: { id: library.id },
      equipmentNode: { id: library.equipmentNodeId },
      workOrder: '4711',
      serialNumber: 'SN-1',
      errorCode: 'DAMAGED',
      failedCount: 1,
    });
    const job = valueOf(await createJob(db, { kind: 'scan', libraryId: library.id }));
    const failed = await changesOf(() => failJob(db, job.id, error));
    expect(told(failed)).toEqual([
      [
        'job.failed',
        {
          job: { id: job.id },
          kind: 'scan',
          errorCode: 'DAMAGED',
          library: { id: library.id },
          finishedAt: expect.any(String),
        },
      ],
    ]);
    expect(JSON.stringify(told([...recognized, ...failed]))).not.toContain('Tanaka');
  });

  test('words, recipes and stations', async () => {
    const { db } = target;
    let version: Awaited<ReturnType<typeof makeVersion>>;
    const published = await changesOf(async () => (version = await makeVersion(db)));
    expect(told(published)).toEqual([
      ['vocabulary.published', { vocabulary: { id: version!.vocabularyId }, version: { id: version!.id }, number: 1 }],
    ]);
    let recipe: Awaited<ReturnType<typeof makeRecipe>>;
    const created = await changesOf(async () => (recipe = await makeRecipe(db, { versionId: version.id })));
    expect(told(created)).toEqual([['recipe.created', { recipe: { id: recipe!.id, externalId: recipe!.externalId } }]]);
    const { equipmentNodeId: id } = await makeLibrary(db);
    const renamed = await changesOf(async () => {
      valueOf(await updateEquipmentNode(db, id, { name: 'Station X', externalId: 'WC-77' }));
      valueOf(await updateEquipmentNode(db, id, { name: 'Station X' }));
    });
    expect(told(renamed)).toEqual([
      ['equipment.changed', { equipmentNode: { id, externalId: 'WC-77' }, change: 'changed' }],
    ]);
  });

  test('endless names stay out', async () => {
    const { id } = (await target.db.prisma.equipmentNode.findFirst())!;
    const [change] = await changesOf(() =>
      target.db.prisma.equipmentNode.update({ where: { id }, data: { externalId: 'x'.repeat(501) } }),
    );
    expect(change!.data).toEqual({ equipmentNode: { id }, change: 'changed' });
  });

  test('nothing, where the change is rolled back', async () => {
    const gaveUp = async () => {
      await target.db.prisma
        .$transaction(async (tx) => {
          await tx.equipmentNode.create({ data: { level: 'Site', name: 'Nowhere' } });
          throw new Error('given up');
        })
        .catch(() => {});
    };
    expect(await changesOf(gaveUp)).toEqual([]);
  });
});

describe('the order', () => {
  let db: Database;
  const ids: string[] = [];

  beforeAll(async () => {
    db = openDatabase(target.url, { connectionCount: 20 });
    for (const letter of ['a', 'b', 'c']) {
      const data = { level: 'Unit', name: `Unit ${letter}`, externalId: `${letter}-0` } as const;
      ids.push((await db.prisma.equipmentNode.create({ data })).id);
    }
  });
  afterAll(() => db.close());

  /** A transaction that counts up some nodes, with pauses, and is rolled back now and then. */
  interface Work {
    readonly nodes: readonly number[];
    readonly pausesMs: readonly number[];
    readonly isKept: boolean;
  }
  const work: fc.Arbitrary<Work> = fc.record({
    nodes: fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 3 }).map((nodes) => nodes.toSorted()),
    pausesMs: fc.array(fc.nat(6), { minLength: 3, maxLength: 3 }),
    isKept: fc.integer({ min: 0, max: 4 }).map((chance) => chance > 0),
  });

  async function perform({ nodes, pausesMs, isKept }: Work): Promise<void> {
    const client = await db.pool.connect();
    try {
      await client.query('BEGIN');
      for (const node of nodes) {
        await client.query(
          `UPDATE "EquipmentNode" SET "externalId" = left("externalId", 2) || (substr("externalId", 3)::int + 1)
           WHERE "id" = $1`,
          [ids[node]],
        );
        await sleep(pausesMs[node]);
      }
      await client.query(isKept ? 'COMMIT' : 'ROLLBACK');
    } finally {
      client.release();
    }
  }

  const namesNow = async () =>
    (await db.prisma.equipmentNode.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })).map(
      ({ externalId }) => externalId!,
    );
  const countOf = (name: string) => Number(name.slice(2));

  test('every reader sees every change once, those of one subject in its order, however transactions overlap', async () => {
    const writers = fc.array(fc.array(work, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 8 });
    const pageSizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(writers, pageSizes, async (plans, firsts) => {
        const start = cursorOfChange(await latestSequence(db));
        const before = await namesNow();
        let isWriting = true;
        const read = async (first: number) => {
          const seen: SequencedChange[] = [];
          for (let after = start; ;) {
            // Before it reads: what is written by then has to come.
            const isLast = !isWriting;
            const page = await listChanges(db, {}, { after, first });
            seen.push(...page.nodes);
            after = page.endCursor;
            if (isLast && !page.hasNextPage) return seen;
          }
        };
        const reading = Promise.all(firsts.map(read));
        await Promise.all(
          plans.map(async (plan) => {
            for (const each of plan) await perform(each);
          }),
        );
        isWriting = false;
        const seen = await reading;
        const now = await namesNow();
        for (const changes of seen) {
          for (const [index, id] of ids.entries()) {
            const names = changes
              .filter(({ subjectId }) => subjectId === id)
              .map(({ data }) => (data as { equipmentNode: { externalId: string } }).equipmentNode.externalId);
            const from = countOf(before[index]!);
            const letter = before[index]!.slice(0, 2);
            const count = countOf(now[index]!) - from;
            expect(names).toEqual(Array.from({ length: count }, (_, step) => `${letter}${from + step + 1}`));
          }
          const sequences = changes.map(({ sequence }) => sequence);
          expect(sequences).toEqual(sequences.map((_, index) => sequences[0]! + BigInt(index)));
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});

describe('a page', () => {
  test('is of types and of a subject, and says where to go on when it is empty', async () => {
    const { db } = target;
    const library = await makeLibrary(db);
    const after = cursorOfChange(await latestSequence(db));
    // Of a statement, in the order of their ids: these are made in one millisecond at times, and then in none.
    const [first, second] = (await makeVideos(db, library.id, 2)).toSorted();
    const added = await listChanges(db, { types: ['video.added'] }, { after, first: 1 });
    expect(added).toMatchObject({ nodes: [{ type: 'video.added', subjectId: first }], hasNextPage: true });
    const rest = await listChanges(db, { types: ['video.added'] }, { after: added.endCursor });
    expect(rest).toMatchObject({ nodes: [{ type: 'video.added', subjectId: second }], hasNextPage: false });
    const end = cursorOfChange(await latestSequence(db));
    expect(rest.endCursor).toBe(end);
    expect(await listChanges(db, {}, { after: end })).toEqual({ nodes: [], hasNextPage: false, endCursor: end });
    const ofSecond = await listChanges(db, { subjectId: second! });
    expect(ofSecond.nodes.map(({ type }) => type)).toEqual(['video.added', 'video.changed']);
    expect(
      await getChanges(
        db,
        ofSecond.nodes.map(({ id }) => String(id)),
      ),
    ).toEqual(ofSecond.nodes);
  });

  test('looks through thousands at a time for what is rare', async () => {
    const { db } = target;
    const after = cursorOfChange(await latestSequence(db));
    await db.pool.query(`
      INSERT INTO "Change" ("type", "subjectId", "occurredAt", "data")
      SELECT CASE i WHEN 7000 THEN 'job.failed' ELSE 'video.changed' END, gen_random_uuid(), now(), '{}'
      FROM generate_series(1, 7000) AS i`);
    const first = await listChanges(db, { types: ['job.failed'] }, { after });
    expect(first).toMatchObject({ nodes: [], hasNextPage: true });
    const second = await listChanges(db, { types: ['job.failed'] }, { after: first.endCursor });
    expect(second).toMatchObject({ nodes: [{ type: 'job.failed' }], hasNextPage: false });
  });

  test.each(['', 'x', cursorOfChange(-1n), Buffer.from('after:5').toString('base64url')])(
    'has no cursor %j',
    async (after) => {
      const page = listChanges(target.db, {}, { after });
      if (after === '') expect((await page).nodes.length).toBeGreaterThan(0);
      else await expect(page).rejects.toThrow('invalid cursor');
    },
  );
});

test('old changes are forgotten, up to the first that is kept; whoever is behind is told', async () => {
  const { db } = target;
  const all = cursorOfChange(0n);
  const last = await latestSequence(db);
  expect(await forgetChanges(db, new Date('2020-01-01'))).toBe(0);
  await makeLibrary(db);
  const kept = await latestSequence(db);
  await db.prisma.change.updateMany({
    where: { sequence: { lte: last } },
    data: { occurredAt: new Date('2020-01-01') },
  });
  // Out of the order of time: it is kept for those before it that are.
  const [oldest] = (await listChanges(db, {}, { first: 1 })).nodes;
  expect(await forgetChanges(db, new Date('2021-01-01'))).toBe(Number(last - oldest!.sequence) + 1);
  const page = await listChanges(db, {});
  expect(page.nodes.map(({ sequence }) => sequence)).toEqual([kept]);
  await expect(listChanges(db, {}, { after: all })).rejects.toThrow(
    'are not kept any more: read changeCursor, then what you need of the state, then go on from that cursor',
  );
  expect((await listChanges(db, {}, { after: cursorOfChange(last) })).nodes).toEqual(page.nodes);
  await expect(listChanges(db, {}, { after: cursorOfChange(kept + 1n) })).rejects.toThrow(LostChangesError);
  await db.prisma.change.updateMany({ data: { occurredAt: new Date('2020-01-01') } });
  expect(await forgetChanges(db, new Date('2021-01-01'))).toBe(1);
  expect(await latestSequence(db)).toBe(kept);
  expect(await listChanges(db, {})).toEqual({ nodes: [], hasNextPage: false, endCursor: cursorOfChange(kept) });
});
