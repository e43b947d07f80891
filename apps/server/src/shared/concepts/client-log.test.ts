import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { useDatabase } from '../../../../../test/factories/database.ts';
import { makeVersion } from '../../../../../test/factories/records.ts';
import { ClientLog } from './client-log.ts';

const target = useDatabase();

test('a client is noted at most once a minute for a vocabulary', async () => {
  const { db } = target;
  let nowMs = 0;
  const clients = new ClientLog({ db, log: pino({ level: 'silent' }) }, () => nowMs);
  const version = await makeVersion(db);
  const { vocabularyId } = version;
  const noted = async () => {
    await clients.settle();
    return db.prisma.vocabularyClient.findMany({ where: { vocabularyId }, orderBy: { name: 'asc' } });
  };
  clients.note('mes', version, 'follows');
  const [first] = await noted();
  nowMs += 59_000;
  clients.note('mes', version, 'pins');
  clients.note('report', version, 'pins');
  clients.note(undefined, version, 'pins');
  clients.note(' ', version, 'pins');
  expect(await noted()).toEqual([first, expect.objectContaining({ name: 'report', pinnedVersionId: version.id })]);
  nowMs += 1000;
  clients.note('mes', version, 'pins');
  const [second] = await noted();
  expect(second).toMatchObject({ name: 'mes', pinnedVersionId: version.id });
});

test('a client that cannot be noted disturbs nobody', async () => {
  const { db } = target;
  const clients = new ClientLog({ db, log: pino({ level: 'silent' }) });
  const version = { ...(await makeVersion(db)), vocabularyId: '00000000-0000-7000-8000-000000000000' };
  clients.note('mes', version, 'follows');
  await expect(clients.settle()).resolves.toBeUndefined();
});
