import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { makeLibrary, makeVideos, valueOf } from '../../test/factories/records.ts';
import type { Database } from './database.ts';
import {
  countVideosOfOperators,
  forgetOperator,
  getOperators,
  hashOfName,
  listOperators,
  pseudonymOf,
  setVideosOperator,
} from './operators.ts';
import type { NamedOperator } from './operators.ts';
import { listVideos } from './video-pages.ts';
import { addVideos } from './videos.ts';

describe('hashOfName', () => {
  const key = randomBytes(32);

  test('is of the same person however the name is typed', () => {
    const hash = hashOfName('Tanaka 0042', key);
    for (const typed of [' tanaka 0042 ', 'ＴＡＮＡＫＡ　００４２', 'TANAKA0042'])
      expect(hashOfName(typed, key)).toBe(hash);
    expect(hashOfName('Tanaka 0043', key)).not.toBe(hash);
  });

  test('tells nothing without the key', () => {
    expect(hashOfName('Tanaka', key)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOfName('Tanaka', randomBytes(32))).not.toBe(hashOfName('Tanaka', key));
  });
});

describe('operators', () => {
  const target = useDatabase();
  let libraryId: string;
  let videoIds: string[];

  beforeAll(async () => {
    ({ id: libraryId } = await makeLibrary(target.db));
    videoIds = await makeVideos(target.db, libraryId, 8);
  });

  const set = async (operator: NamedOperator | null, ...ids: readonly string[]) =>
    valueOf(await setVideosOperator(target.db, { selection: { videoIds: ids }, operator }));
  const pseudonyms = async () => (await listOperators(target.db)).map(pseudonymOf);

  test('get pseudonyms in the order of appearance, and keep them', async () => {
    const first = await set({ name: '山田 太郎' }, videoIds[0]!, videoIds[1]!);
    const second = await set({ name: 'Badge Q-0042' }, videoIds[2]!);
    expect([first, second].map(({ operator, videoCount }) => [pseudonymOf(operator!), videoCount])).toEqual([
      ['OP-01', 2],
      ['OP-02', 1],
    ]);
    expect((await set({ name: '山田太郎' }, videoIds[3]!)).operator).toEqual(first.operator);
    expect((await set({ id: second.operator!.id }, videoIds[0]!)).operator).toEqual(second.operator);
    const ids = [second.operator!.id, first.operator!.id];
    expect(await getOperators(target.db, ids)).toEqual([second.operator, first.operator]);
    expect(await countVideosOfOperators(target.db, [...ids, crypto.randomUUID()])).toEqual([2, 2, 0]);
    expect(await set(null, videoIds[0]!)).toEqual({ operator: null, videoCount: 1 });
    expect(await countVideosOfOperators(target.db, ids)).toEqual([1, 2]);
    const { nodes } = await listVideos(target.db, { libraryId, operatorIds: [first.operator!.id] });
    expect(nodes.map(({ id }) => id).toSorted()).toEqual([videoIds[1]!, videoIds[3]!].toSorted());
  });

  test('leave no name in the database', async () => {
    await set({ name: 'Xanthippe' }, videoIds[4]!);
    const text = (await everything(target.db)).toLowerCase();
    expect(text).toContain('001.mp4');
    for (const name of ['xanthippe', '山田', '太郎', 'q-0042', 'badge']) expect(text).not.toContain(name);
  });

  test('of one name are one, of several names several, whoever asks at the same time', async () => {
    const before = (await listOperators(target.db)).length;
    const names = ['a', 'b', 'a', 'c', 'a', 'b'];
    const made = await Promise.all(names.map((name, index) => set({ name }, videoIds[index]!)));
    const ids = made.map(({ operator }) => operator!.id);
    expect(ids.map((id) => ids.indexOf(id))).toEqual([0, 1, 0, 3, 0, 1]);
    const numbers = (await listOperators(target.db)).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: before + 3 }, (_, index) => index + 1));
  });

  test('that are forgotten leave their videos, and their pseudonyms to nobody', async () => {
    const { operator } = await set({ name: 'Last' }, videoIds[6]!, videoIds[7]!);
    const pseudonym = pseudonymOf(operator!);
    expect(valueOf(await forgetOperator(target.db, operator!.id))).toBe(2);
    expect(await pseudonyms()).not.toContain(pseudonym);
    const videos = await target.db.prisma.video.findMany({ where: { id: { in: videoIds.slice(6) } } });
    expect(videos.map(({ operatorId }) => operatorId)).toEqual([null, null]);
    expect(await forgetOperator(target.db, operator!.id)).toMatchObject({ ok: false, problem: { code: 'NOT_FOUND' } });
    const again = await set({ name: 'Last' }, videoIds[6]!);
    expect(pseudonymOf(again.operator!)).not.toBe(pseudonym);
    expect(await setVideosOperator(target.db, { selection: { videoIds }, operator: operator! })).toMatchObject({
      problem: { code: 'NOT_FOUND', field: 'operatorId' },
    });
  });

  test('do not work in another file that takes the place of theirs', async () => {
    const { operator } = await set({ name: 'Ann' }, videoIds[0]!);
    const [video] = await target.db.prisma.video.findMany({ where: { id: videoIds[0]! } });
    const { path, sizeBytes, modifiedAt } = video!;
    const file = { path, sizeBytes: Number(sizeBytes), modifiedAt };
    const operatorNow = async () =>
      (await target.db.prisma.video.findUniqueOrThrow({ where: { id: videoIds[0]! } })).operatorId;
    await addVideos(target.db, libraryId, [file]);
    expect(await operatorNow()).toBe(operator!.id);
    await addVideos(target.db, libraryId, [{ ...file, sizeBytes: file.sizeBytes + 1 }]);
    expect(await operatorNow()).toBeNull();
  });

  test('are refused for no videos', async () => {
    expect(await setVideosOperator(target.db, { selection: {}, operator: { name: 'Ann' } })).toMatchObject({
      problem: { code: 'INVALID', field: 'videoIds' },
    });
  });
});

/** All rows of all tables as text. */
async function everything({ pool }: Database): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS "name" FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  const texts = await Promise.all(
    rows.map(async ({ name }) => (await pool.query(`SELECT row_to_json(t)::text AS "row" FROM "${name}" AS t`)).rows),
  );
  return JSON.stringify(texts);
}
