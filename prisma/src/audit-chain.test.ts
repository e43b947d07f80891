import { beforeEach, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import {
  auditActions,
  auditHead,
  beginAudit,
  endAudit,
  forgetAudit,
  listAuditEntries,
  noteAudit,
  openDatabase,
  sealAudit,
  sealedEntries,
  toRecord,
  verifyAudit,
} from './index.ts';
import { hashOfEntry } from './audit-hash.ts';
import type { AuditFilter, AuditInput } from './index.ts';

const target = useDatabase();
const SOMEBODY = '0195d3a0-0000-7000-8000-000000000001';

function input(action: string, details: AuditInput['details'] = {}): AuditInput {
  const actor = { actorKind: 'account', actorId: SOMEBODY, actorName: '田中', address: '10.0.0.7' } as const;
  return { ...actor, action, subjectIds: ['Video:1'], details, requestId: 'request-1' };
}

/** @param count entries, in the chain */
async function makeEntries(count: number): Promise<void> {
  for (let index = 0; index < count; index++)
    await noteAudit(
      target.db,
      input('updateVideo', { name: `第${index}`, share: 0.1, nested: { b: [1, null], a: true } }),
    );
  await sealAudit(target.db);
}

const sql = (text: string) => target.db.pool.query(text);
const fault = async () => (await verifyAudit(target.db)).fault;

beforeEach(async () => {
  await sql('TRUNCATE "AuditEntry", "AuditLog"');
});

describe('the chain', () => {
  test('holds where there is nothing, and where everything is as it was written', async () => {
    expect(await verifyAudit(target.db)).toMatchObject({ isIntact: true, entryCount: 0, since: null, fault: null });
    await makeEntries(5);
    const check = await verifyAudit(target.db);
    expect(check).toMatchObject({ isIntact: true, entryCount: 5, forgottenCount: 0, head: { sequence: 5n } });
    expect(check.since).toBeInstanceOf(Date);
    expect(await auditHead(target.db)).toEqual(check.head);
  });

  test.each([
    ['hash', `'${'a'.repeat(64)}'`],
    ['occurredAt', `"occurredAt" + interval '1 second'`],
    ['id', 'gen_random_uuid()'],
    ['actorKind', `'apiToken'`],
    ['actorId', 'NULL'],
    ['actorName', `'Sato'`],
    ['address', 'NULL'],
    ['action', `'deleteVideo'`],
    ['subjectIds', `'{}'`],
    ['outcome', `'refused'`],
    ['code', `'NOT_FOUND'`],
    ['details', `jsonb_set("details", '{nested,a}', 'false')`],
    ['requestId', 'NULL'],
  ])('is broken where the %s of an entry was changed', async (column, value) => {
    await makeEntries(5);
    await sql(`UPDATE "AuditEntry" SET "${column}" = ${value} WHERE "sequence" = 3`);
    expect(await fault()).toEqual({ kind: 'changed', sequence: 3n });
  });

  test('is broken where an entry was removed, in the middle, at the end or at the beginning', async () => {
    for (const sequence of [3n, 5n, 1n]) {
      await sql('TRUNCATE "AuditEntry", "AuditLog"');
      await makeEntries(5);
      await sql(`DELETE FROM "AuditEntry" WHERE "sequence" = ${sequence}`);
      expect(await fault()).toEqual({ kind: 'missing', sequence });
    }
  });

  test('is broken where entries have changed places', async () => {
    await makeEntries(5);
    await sql(`UPDATE "AuditEntry" SET "sequence" = 100 WHERE "sequence" = 2`);
    await sql(`UPDATE "AuditEntry" SET "sequence" = 2 WHERE "sequence" = 4`);
    await sql(`UPDATE "AuditEntry" SET "sequence" = 4 WHERE "sequence" = 100`);
    expect(await fault()).toEqual({ kind: 'changed', sequence: 2n });
  });

  test('is broken where all but its end were written anew, or something was put behind it', async () => {
    await makeEntries(2);
    const [first] = await sealedEntries(target.db, { after: 0n, to: 1n, most: 1 });
    const forged = { ...first!, actorName: 'Sato' };
    const hash = hashOfEntry(toRecord(forged, '0'.repeat(64)));
    await sql(`UPDATE "AuditEntry" SET "actorName" = 'Sato', "hash" = '${hash}' WHERE "sequence" = 1`);
    expect(await fault()).toEqual({ kind: 'changed', sequence: 2n });
    await sql('TRUNCATE "AuditEntry", "AuditLog"');
    await makeEntries(2);
    await sql(
      `UPDATE "AuditLog" SET "lastSequence" = 1, "lastHash" = (SELECT "hash" FROM "AuditEntry" WHERE "sequence" = 1)`,
    );
    expect(await fault()).toEqual({ kind: 'changed', sequence: 2n });
  });

  test('is broken where all of it was written anew, for who has noted an end of it', async () => {
    await makeEntries(4);
    const known = (await auditHead(target.db))!;
    await makeEntries(3);
    expect(await verifyAudit(target.db, known)).toMatchObject({ isIntact: true });
    await sql('TRUNCATE "AuditEntry", "AuditLog"');
    await makeEntries(3);
    expect(await verifyAudit(target.db, known)).toMatchObject({ fault: { kind: 'missing', sequence: 4n } });
    await makeEntries(4);
    expect(await verifyAudit(target.db)).toMatchObject({ isIntact: true });
    expect(await verifyAudit(target.db, known)).toMatchObject({ fault: { kind: 'changed', sequence: 4n } });
  });

  test('is one, whoever seals it', async () => {
    for (let index = 0; index < 40; index++) await noteAudit(target.db, input('updateVideo'));
    const others = [openDatabase(target.url), openDatabase(target.url)];
    await Promise.all([target.db, ...others].map((db) => sealAudit(db)));
    for (const db of others) await db.close();
    expect(await verifyAudit(target.db)).toMatchObject({ isIntact: true, entryCount: 40 });
  });
});

describe('what is under way', () => {
  test('has no place until it has ended, and ends once', async () => {
    const id = await beginAudit(target.db, input('startRecognition'));
    await makeEntries(1);
    expect(await verifyAudit(target.db)).toMatchObject({ entryCount: 1 });
    const result = { outcome: 'refused', code: 'NOT_FOUND', subjectIds: ['Recipe:1'] } as const;
    await endAudit(target.db, id, result);
    await expect(endAudit(target.db, id, result)).rejects.toThrow('has ended already');
    expect(await verifyAudit(target.db)).toMatchObject({ entryCount: 2 });
    const { nodes } = await listAuditEntries(target.db, { action: 'startRecognition' });
    expect(nodes).toMatchObject([{ id, sequence: 2n, ...result }]);
  });

  test('is of an unknown outcome where its server has ended', async () => {
    const id = await beginAudit(target.db, input('startRecognition'));
    await sql(`UPDATE "AuditEntry" SET "occurredAt" = now() - interval '2 hours'`);
    expect(await verifyAudit(target.db)).toMatchObject({ isIntact: true, entryCount: 1 });
    const { nodes } = await listAuditEntries(target.db);
    expect(nodes).toMatchObject([{ id, outcome: 'unknown', sequence: 1n }]);
  });
});

describe('what is not kept any longer', () => {
  const old = (last: number) =>
    sql(`UPDATE "AuditEntry" SET "occurredAt" = now() - interval '400 days' WHERE "id" IN (
      SELECT "id" FROM "AuditEntry" ORDER BY "id" LIMIT ${last})`);
  const aYearAgo = () => new Date(Date.now() - 365 * 86_400_000);

  test('goes, and the rest verifies', async () => {
    for (let index = 0; index < 5; index++) await noteAudit(target.db, input('updateVideo'));
    await old(3);
    await sealAudit(target.db);
    expect(await forgetAudit(target.db, aYearAgo())).toBe(3);
    expect(await forgetAudit(target.db, aYearAgo())).toBe(0);
    expect(await verifyAudit(target.db)).toMatchObject({ isIntact: true, entryCount: 3, forgottenCount: 3 });
    const { nodes } = await listAuditEntries(target.db, { action: 'audit.forget' });
    expect(nodes).toMatchObject([{ actorKind: 'system', details: { entryCount: 3, lastSequence: 3 } }]);
  });

  test('is told apart from what somebody has removed, with the beginning moved', async () => {
    await makeEntries(5);
    const [second] = await sealedEntries(target.db, { after: 1n, to: 2n, most: 1 });
    await sql(`DELETE FROM "AuditEntry" WHERE "sequence" <= 2`);
    await sql(
      `UPDATE "AuditLog" SET "forgottenSequence" = 2, "forgottenHash" = '${second!.hash}', "forgottenAt" = now()`,
    );
    expect(await fault()).toEqual({ kind: 'beginning', sequence: 3n });
  });
});

test('entries are found by who, what, on what, how it went and when, newest first', async () => {
  const { db } = target;
  await noteAudit(db, {
    ...input('createRecipe', { input: { name: '締付け Tighten' } }),
    subjectIds: ['Recipe:1', 'Video:2'],
  });
  await noteAudit(db, input('updateVideo'), { outcome: 'refused', code: 'FORBIDDEN' });
  await noteAudit(db, { ...input('signIn'), actorKind: 'anonymous', actorId: null, actorName: null });
  const actionsOf = async (filter: AuditFilter) =>
    (await listAuditEntries(db, filter)).nodes.map(({ action }) => action);
  expect(await actionsOf({})).toEqual(['signIn', 'updateVideo', 'createRecipe']);
  expect(await actionsOf({ actorId: SOMEBODY })).toEqual(['updateVideo', 'createRecipe']);
  expect(await actionsOf({ action: 'signIn' })).toEqual(['signIn']);
  expect(await actionsOf({ subjectId: 'Video:2' })).toEqual(['createRecipe']);
  expect(await actionsOf({ outcome: 'refused' })).toEqual(['updateVideo']);
  expect(await actionsOf({ text: 'tighten' })).toEqual(['createRecipe']);
  expect(await actionsOf({ text: '締付け' })).toEqual(['createRecipe']);
  expect(await actionsOf({ text: '%' })).toEqual([]);
  const now = new Date();
  expect(await actionsOf({ before: new Date(now.getTime() - 3_600_000) })).toEqual([]);
  expect(await actionsOf({ from: new Date(now.getTime() - 3_600_000), text: '10.0.0.7' })).toHaveLength(3);
  expect(await auditActions(db)).toEqual(['createRecipe', 'signIn', 'updateVideo']);
});
