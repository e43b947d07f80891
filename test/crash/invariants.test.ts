import { beforeAll, describe, expect, test } from '@jest/globals';
import type { PoolClient } from 'pg';
import { furnish } from '../factories/furnished.ts';
import { makeRecognized, makeVersion } from '../factories/records.ts';
import { useServer } from '../factories/server.ts';
import { ALWAYS, findViolations, SETTLED } from './invariants.ts';

/** What breaks a promise, by its name. */
const BREAKS: Readonly<Record<string, string>> = {
  'a recognised video has as many segments as it says, and no other has any': `DELETE FROM "Segment"`,
  'segments tile their video: numbered from 0, each begins where the one before ends': `UPDATE "Segment" SET "endMs" = "endMs" + 1 WHERE "segmentIndex" = 0`,
  'of what readers may see of a video and lineage, one is current': `UPDATE "RecognitionVideo" SET "isCurrent" = FALSE`,
  'a recognition counts its videos': `UPDATE "Recognition" SET "succeededCount" = "succeededCount" - 1, "cancelledCount" = "cancelledCount" + 1 WHERE "succeededCount" > 1`,
  'a recognition has ended if and only if each of its videos has': `UPDATE "RecognitionVideo" SET "state" = 'queued', "startedAt" = NULL, "finishedAt" = NULL, "segmentCount" = 0, "isCurrent" = FALSE`,
  'a recognition has one job, which says what it says': `DELETE FROM "Job" WHERE "recognitionId" IS NOT NULL`,
  'embeddings are whole chunks, numbered from 0; complete ones count their frames': `DELETE FROM "EmbeddingChunk" WHERE "chunkIndex" = 0`,
  'times of embeddings ascend from chunk to chunk': `INSERT INTO "EmbeddingChunk" SELECT "videoEmbeddingId", "chunkIndex" + 1, "frameCount", "ptsMs", "embeddings" FROM "EmbeddingChunk"`,
  'versions of a vocabulary are numbered from 1, without a gap; only the last one may be a draft': `UPDATE "VocabularyVersion" SET "number" = "number" + 1 WHERE "status" = 'draft'`,
  'a published version says what each concept means that it or one before it has': `DELETE FROM "ConceptResolution"`,
  'concepts mean concepts that are active in the version; drafts do not say what they mean': `UPDATE "ConceptResolution" SET "targetIds" = ARRAY[gen_random_uuid()]`,
  'steps of a change set are numbered from 1, without a gap': `UPDATE "VocabularyChange" SET "sequence" = "sequence" + 1000 WHERE "sequence" = 1`,
  'a review waits for one decision if and only if the latest version leaves it open': `DELETE FROM "ReviewQueueItem"`,
  'nothing waits or runs in the queue': `INSERT INTO pgboss.job ("name") VALUES ('suggest')`,
  'no job waits or runs': `UPDATE "Job" SET "state" = 'queued', "startedAt" = NULL, "finishedAt" = NULL, "errorCode" = NULL, "errorMessage" = NULL`,
  'no recognition waits or runs': `UPDATE "Recognition" SET "state" = 'queued', "startedAt" = NULL, "finishedAt" = NULL, "succeededCount" = 0, "failedCount" = 0`,
  'every video that a scan has found is probed': `UPDATE "Job" SET "state" = 'succeeded', "startedAt" = now(), "finishedAt" = now(), "errorCode" = NULL, "errorMessage" = NULL; UPDATE "Video" SET "status" = 'pending', "contentSha256" = NULL, "durationMs" = NULL, "width" = NULL, "height" = NULL,
    "rotationDegrees" = NULL, "codec" = NULL, "fpsNumerator" = NULL, "fpsDenominator" = NULL, "timeBaseNumerator" = NULL, "timeBaseDenominator" = NULL`,
  'what was recognised has embeddings': `DELETE FROM "VideoEmbedding"`,
};

/** Of these the database itself sees to it that they are not broken while it is at work: nobody may change what is published. */
const LOCKED = new Set([
  'a published version says what each concept means that it or one before it has',
  'concepts mean concepts that are active in the version; drafts do not say what they mean',
  'steps of a change set are numbered from 1, without a gap',
]);

describe('the promises about the database', () => {
  const server = useServer();
  beforeAll(async () => {
    const { db } = server;
    await furnish(db, 3);
    const { concepts } = await versionWithConcepts();
    await makeRecognized(db, concepts.versionId, [[concepts.ids[0]!, null], [null], [concepts.ids[0]!]]);
  });

  async function versionWithConcepts() {
    const version = await makeVersion(server.db);
    const rows = await server.db.prisma.conceptContent.findMany({ where: { versionId: version.id } });
    return { concepts: { versionId: version.id, ids: rows.map(({ conceptId }) => conceptId) } };
  }

  /** In a transaction that is taken back. */
  async function inside<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await server.db.pool.connect();
    await client.query('BEGIN');
    try {
      return await work(client);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  test('are kept by what the product writes', async () => {
    expect(await findViolations(server.db.pool, ALWAYS)).toEqual([]);
  });

  test.each(Object.entries(BREAKS))('"%s" is seen to be broken', async (name, sql) => {
    const broken = await inside(async (client) => {
      if (LOCKED.has(name)) await client.query(`SET LOCAL session_replication_role = replica`);
      await client.query(sql);
      return findViolations(client, [...ALWAYS, ...SETTLED]);
    });
    expect(broken.map(({ invariant }) => invariant)).toContain(name);
  });

  test('"no transaction stays open" is seen to be broken', async () => {
    const name = 'no transaction stays open';
    const [invariant] = SETTLED.filter((each) => each.name === name);
    // The test does not wait for the seconds that it takes.
    const impatient = { name, sql: invariant!.sql.replace('5 seconds', '0 seconds') };
    expect(impatient.sql).not.toBe(invariant!.sql);
    await inside(async () => expect(await findViolations(server.db.pool, [impatient])).toHaveLength(1));
  });

  test('are all tried here', () => {
    const names = [...ALWAYS, ...SETTLED].map(({ name }) => name);
    expect([...Object.keys(BREAKS), 'no transaction stays open'].toSorted()).toEqual(names.toSorted());
  });
});
