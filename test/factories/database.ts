import { randomBytes } from 'node:crypto';
import { mock } from 'node:test';
import { afterAll, beforeAll } from '@jest/globals';
import { Client } from 'pg';
import { openDatabase } from '../../prisma/src/database.ts';
import type { Database } from '../../prisma/src/database.ts';
import { onServer, serverUrl, TEMPLATE } from './database-server.ts';

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
    await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
    opened = openDatabase(serverUrl(name));
  });
  afterAll(async () => {
    await opened?.close();
    // Without FORCE: a connection that a test has left open fails here.
    await onServer((client) => client.query(`DROP DATABASE ${name}`));
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

/** A statement as it was sent. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The SQL that a call sends to its database, in order; what the queue and others send meanwhile is not among it. */
export async function statementsOf(db: Database, call: () => Promise<unknown>): Promise<string[]> {
  return (await sentBy(db, call)).map(({ text }) => text);
}

/** As {@link statementsOf}, with the values. */
export async function sentBy({ pool }: Database, call: () => Promise<unknown>): Promise<Statement[]> {
  const ours = new Set<unknown>();
  const note = (client: unknown) => void ours.add(client);
  pool.on('acquire', note);
  const query = mock.method(Client.prototype, 'query');
  try {
    await call();
    const sent = query.mock.calls.filter((each) => ours.has(each.this));
    return sent.map(({ arguments: [asked, values] }) => toStatement(asked, values));
  } finally {
    query.mock.restore();
    pool.off('acquire', note);
  }
}

function toStatement(asked: unknown, given: unknown): Statement {
  const { text, values = [] } = typeof asked === 'string' ? { text: asked } : (asked as Partial<Statement>);
  return { text: text!, values: Array.isArray(given) ? given : values };
}
