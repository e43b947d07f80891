import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, jest } from '@jest/globals';
import { Client } from 'pg';
import { openDatabase } from '../../prisma/src/database.ts';
import type { Database } from '../../prisma/src/database.ts';
import { serverUrl, TEMPLATE } from './database-server.ts';

/** A database of the test file's own. */
export interface TestDatabase {
  /** URL; valid within tests. */
  readonly url: string;
  /** Opened; valid within tests. */
  readonly db: Database;
}

/** Registers hooks that copy the template database before the file's tests and drop the copy after them. */
export function useDatabase({ template = TEMPLATE }: { template?: string } = {}): TestDatabase {
  const name = `test_${randomBytes(6).toString('hex')}`;
  let opened: Database | undefined;
  beforeAll(async () => {
    await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    opened = openDatabase(serverUrl(name));
  });
  afterAll(async () => {
    await opened?.close();
    // Without FORCE: a connection that a test has left open fails here.
    await onServer(`DROP DATABASE ${name}`);
  });
  return {
    url: serverUrl(name),
    get db() {
      if (!opened) throw new Error('the database is there within tests only');
      return opened;
    },
  };
}

/** Statements that a call sends outside transactions: each takes a connection from the pool. */
export async function countStatements(db: Database, call: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const countOne = () => count++;
  db.pool.on('acquire', countOne);
  await call();
  db.pool.off('acquire', countOne);
  return count;
}

/** The SQL that a call sends to its database, in order; what the queue and others send meanwhile is not among it. */
export async function statementsOf({ pool }: Database, call: () => Promise<unknown>): Promise<string[]> {
  const ours = new Set<unknown>();
  const note = (client: unknown) => void ours.add(client);
  pool.on('acquire', note);
  const query = jest.spyOn(Client.prototype, 'query');
  try {
    await call();
    const { calls, contexts } = query.mock;
    return calls.filter((_, index) => ours.has(contexts[index])).map(([statement]) => textOf(statement));
  } finally {
    query.mockRestore();
    pool.off('acquire', note);
  }
}

function textOf(statement: unknown): string {
  return typeof statement === 'string' ? statement : (statement as { readonly text: string }).text;
}

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
