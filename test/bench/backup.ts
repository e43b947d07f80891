import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client, escapeIdentifier } from 'pg';
import { from, to } from 'pg-copy-streams';
import { createBackup, restoreBackup } from '../../prisma/src/backup/index.ts';
import {
  migrate,
  openDatabase,
  openEmbedding,
  registerEncoder,
  startEmbeddedPostgres,
  writeChunk,
} from '../../prisma/src/index.ts';
import { makeArchive } from '../factories/archive.ts';
import { ENCODER, sha256 } from '../factories/records.ts';
import type { Figure } from './figure.ts';
import { bestInTurn } from './times.ts';

/** Embeddings of 200 hours at two frames a second, as wide as CLIP ViT-B/32's. */
const DIMS = 512;
const CHUNK_FRAMES = 256;
const CHUNK_COUNT = 1200;
/** What comes again lies too far apart for the compression to notice. */
const DIFFERENT_COUNT = 32;
const ROUNDS = 2;

/** A plant's archive with 300 MB of embeddings: backup and restore, beside the same rows by COPY and nothing else. */
export async function benchBackup(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), isTemporary: true });
  try {
    const [full, empty, bare] = ['full', 'empty', 'bare'].map((name) => server.url(name)) as [string, string, string];
    for (const name of ['full', 'empty', 'bare']) await ask(server.url(), `CREATE DATABASE "${name}"`);
    await migrate(full);
    await migrate(bare);
    await fill(full);
    return await measure(full, empty, bare, folder);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(full: string, empty: string, bare: string, folder: string): Promise<Figure[]> {
  const options = { dataFolder: folder, modelsFolder: null };
  const backup = path.join(folder, 'backup');
  const names = await tableNames(full);
  const writes = await bestInTurn(ROUNDS, {
    backup: async () => {
      await rm(backup, { recursive: true, force: true });
      await createBackup(full, { ...options, target: backup });
    },
    copy: () => withClient(full, (client) => copyOut(client, names)),
  });
  const bytes = await withClient(full, (client) => copyInto(client, names, folder));
  const reads = await bestInTurn(ROUNDS, {
    restore: () => restoreBackup(empty, { ...options, source: backup, isReplacing: true }),
    copy: () => withClient(bare, (client) => copyIn(client, names, folder)),
  });
  const rate = (ms: number) => bytes / 1e3 / ms;
  const copied = (name: string, ms: number) => ({ name, value: rate(ms), unit: 'MB/s' });
  return [
    { name: 'backup', value: rate(writes.backup), unit: 'MB/s' },
    { name: 'peer: the same rows by COPY, thrown away', value: rate(writes.copy), unit: 'MB/s' },
    {
      name: 'backup: its rate over that of COPY',
      value: writes.copy / writes.backup,
      unit: '×',
      peer: copied('COPY, thrown away', writes.copy),
    },
    { name: 'restore', value: rate(reads.restore), unit: 'MB/s' },
    { name: 'peer: the same rows by COPY, without triggers', value: rate(reads.copy), unit: 'MB/s' },
    {
      name: 'restore: its rate over that of COPY',
      value: reads.copy / reads.restore,
      unit: '×',
      peer: copied('COPY, without triggers', reads.copy),
    },
  ];
}

async function fill(url: string): Promise<void> {
  const db = openDatabase(url);
  try {
    await makeArchive(db);
    const encoder = { ...ENCODER, digest: sha256('wide'), dims: DIMS };
    await registerEncoder(db, encoder, { languages: ['en'] });
    const key = { contentSha256: sha256('long'), encoderDigest: encoder.digest, sampling: 'fps=2' };
    const { id } = await openEmbedding(db, key);
    const timesMs = Array.from({ length: CHUNK_FRAMES }, (_, index) => 500 * index);
    const chunks = Array.from({ length: DIFFERENT_COUNT }, randomEmbeddings);
    for (let index = 0; index < CHUNK_COUNT; index++) {
      const shiftedMs = timesMs.map((time) => time + 500 * CHUNK_FRAMES * index);
      await writeChunk(db, id, index, { timesMs: shiftedMs, embeddings: chunks[index % chunks.length]! });
    }
  } finally {
    await db.close();
  }
}

/** Not unit rows, but as hard to compress as these. */
function randomEmbeddings(): Float32Array {
  return Float32Array.from({ length: CHUNK_FRAMES * DIMS }, () => (Math.random() - 0.5) / DIMS ** 0.5);
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

const ask = (url: string, sql: string) => withClient(url, (client) => client.query(sql));

async function tableNames(url: string): Promise<string[]> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ name: string }>(
      `SELECT tablename AS "name" FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    ),
  );
  return rows.map(({ name }) => name);
}

const outOf = (name: string) => to(`COPY ${escapeIdentifier(name)} TO STDOUT (FORMAT binary)`);

async function copyOut(client: Client, names: readonly string[]): Promise<void> {
  for (const name of names)
    await pipeline(client.query(outOf(name)), new Writable({ write: (_chunk, _encoding, done) => done() }));
}

/** Writes a file per table. @returns bytes in all */
async function copyInto(client: Client, names: readonly string[], folder: string): Promise<number> {
  let bytes = 0;
  for (const name of names) {
    const file = createWriteStream(fileOf(folder, name));
    await pipeline(client.query(outOf(name)), file);
    bytes += file.bytesWritten;
  }
  return bytes;
}

/** Neither triggers nor foreign keys: indexes only. */
async function copyIn(client: Client, names: readonly string[], folder: string): Promise<void> {
  await client.query(`SET session_replication_role = 'replica'`);
  await client.query(`TRUNCATE ${names.map(escapeIdentifier).join(', ')}`);
  for (const name of names) {
    const copy = client.query(from(`COPY ${escapeIdentifier(name)} FROM STDIN (FORMAT binary)`));
    await pipeline(createReadStream(fileOf(folder, name)), copy);
  }
}

const fileOf = (folder: string, name: string) => path.join(folder, `${name}.copy`);
