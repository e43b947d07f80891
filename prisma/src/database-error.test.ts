import { expect, test } from '@jest/globals';
import { Client } from 'pg';
import { useDatabase } from '../../test/factories/database.ts';
import { isDatabaseAway, isDatabaseFull, isTimedOut } from './database-error.ts';
import { openDatabase } from './database.ts';
import { inTransaction } from './transaction.ts';

const target = useDatabase();
const END_OWN = 'SELECT pg_terminate_backend(pg_backend_pid())';

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test('a connection that is broken under a statement tells that the database is away', async () => {
  const { db } = target;
  const errors = [
    await errorOf(db.pool.query(END_OWN)),
    await errorOf(db.prisma.$queryRawUnsafe(END_OWN)),
    await errorOf(inTransaction(db, (tx) => tx.$queryRawUnsafe(END_OWN))),
  ];
  expect(errors.map(isDatabaseAway)).toEqual([true, true, true]);
});

test('a statement that takes too long is cancelled, and told from the rest', async () => {
  const hasty = openDatabase(target.url, { statementTimeoutMs: 50 });
  const SLEEP = 'SELECT 1 FROM pg_sleep(20)';
  const errors = [
    await errorOf(hasty.pool.query(SLEEP)),
    await errorOf(hasty.prisma.$queryRawUnsafe(SLEEP)),
    await errorOf(hasty.pool.query('SELECT nothing')),
  ];
  await hasty.close();
  expect(errors.map(isTimedOut)).toEqual([true, true, false]);
});

test('so does a server that nobody answers for', async () => {
  const nowhere = openDatabase('postgresql://a:b@127.0.0.1:1/nothing');
  const errors = [await errorOf(nowhere.pool.query('SELECT 1')), await errorOf(nowhere.prisma.job.findMany())];
  const client = new Client({ connectionString: 'postgresql://a:b@127.0.0.1:1/nothing' });
  errors.push(await errorOf(client.connect()));
  await nowhere.close();
  expect(errors.map(isDatabaseAway)).toEqual([true, true, true]);
});

test('what is wrong with a statement does not, nor do other errors', async () => {
  const { db } = target;
  const errors = [
    await errorOf(db.pool.query('SELECT nothing')),
    await errorOf(db.prisma.$queryRaw`SELECT 1 / 0`),
    await errorOf(
      db.prisma.videoLibrary.create({ data: { equipmentNodeId: crypto.randomUUID(), name: 'A', folder: '/a' } }),
    ),
    new Error('something'),
    null,
  ];
  expect(errors.map(isDatabaseAway)).toEqual([false, false, false, false, false]);
  expect(errors.slice(0, 4)).not.toContain(null);
});

test('a full disk is told from other errors', async () => {
  const { db } = target;
  const full = `DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`;
  const errors = [
    await errorOf(db.pool.query(full)),
    await errorOf(db.prisma.$executeRawUnsafe(full)),
    await errorOf(db.pool.query('SELECT nothing')),
  ];
  expect(errors.map(isDatabaseFull)).toEqual([true, true, false]);
});
