import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../../prisma/src/index.ts';
import { milliseconds } from './times.ts';

/** What some work took. */
export interface Metered {
  readonly seconds: number;
  /** Milliseconds of processor time of all processes of PostgreSQL. */
  readonly cpuMs: number;
  /** Bytes of its write-ahead journal. */
  readonly walBytes: number;
}

/** Linux tells processor times in hundredths of a second. */
export const TICK_MS = 10;

/** Does something, and tells what it took of the database's server, which has to run on this machine under Linux. */
export async function metered(db: Database, work: () => Promise<unknown>): Promise<Metered> {
  const [cpuBefore, walBefore] = [await cpuMsOf(db), await walOf(db)];
  const ms = await milliseconds(work);
  const [cpuAfter, walAfter] = [await cpuMsOf(db), await walOf(db)];
  return { seconds: ms / 1000, cpuMs: cpuAfter - cpuBefore, walBytes: walAfter - walBefore };
}

async function walOf({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ bytes: number }>(
    `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS "bytes"`,
  );
  return rows[0].bytes;
}

/** Of the server's first process, of those that it has, and of those that it has had. */
async function cpuMsOf({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ data_directory: string }>('SHOW data_directory');
  const [pid] = (await readFile(path.join(rows[0].data_directory, 'postmaster.pid'), 'utf8')).split('\n');
  const ids = (await readdir('/proc')).filter((id) => /^\d+$/.test(id));
  const times = await Promise.all(ids.map(timesOf));
  const server = times.find((each) => each.id === pid);
  if (!server)
    throw new Error('the database runs elsewhere, or this is not Linux: its processor time is not to be had');
  const children = times.filter(({ parentId }) => parentId === pid);
  const ticks = server.ownTicks + server.endedTicks + children.reduce((sum, { ownTicks }) => sum + ownTicks, 0);
  return ticks * TICK_MS;
}

/** From `/proc`, where a process's name, in parentheses, may hold anything. */
async function timesOf(id: string) {
  const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
  const [, parentId = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(9, 13).map(Number);
  return { id, parentId, ownTicks: user + system, endedTicks: endedUser + endedSystem };
}

/** Bytes of tables, without and with their indexes. @param condition on `pg_class` */
export async function tableBytes({ pool }: Database, condition: string) {
  const { rows } = await pool.query<{ rows: number; indexes: number }>(
    `SELECT coalesce(sum(pg_table_size("oid")), 0)::float8 AS "rows", coalesce(sum(pg_indexes_size("oid")), 0)::float8 AS "indexes"
     FROM "pg_class" WHERE "relkind" = 'r' AND "relnamespace" = 'public'::regnamespace AND ${condition}`,
  );
  return rows[0];
}
