import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openDatabase } from '../database.ts';
import { migrate } from '../migrate.ts';
import { startDatabaseServer } from './database-server.ts';

describe('startDatabaseServer', () => {
  test('uses the database that is named, and leaves its server alone', async () => {
    const databaseUrl = 'postgresql://somewhere/else';
    const server = await startDatabaseServer({ databaseUrl });
    expect(server).toMatchObject({ url: databaseUrl, isEmbedded: false });
    await server.stop();
  });

  test('starts one that is ready to be migrated and used', async () => {
    const dataFolder = await mkdtemp(path.join(tmpdir(), 'actionary-data-'));
    await chmod(dataFolder, 0o755);
    const server = await startDatabaseServer({ databaseUrl: '', dataFolder });
    expect(await migrate(server.url)).not.toEqual([]);
    const db = openDatabase(server.url);
    expect(await db.prisma.vocabulary.count()).toBe(0);
    await db.close();
    await server.stop();
    await server.closed;
    await rm(dataFolder, { recursive: true });
  });
});
