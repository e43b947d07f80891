import { to } from 'pg-copy-streams';
import type { Database } from './database.ts';

/** Signature, flags, and the length of an extension that there is none of. */
const HEADER_LENGTH = 19;
const NULL_LENGTH = -1;

/**
 * The rows of a query by COPY in PostgreSQL's binary format, for columns that hold many bytes: pg reads the values of
 * other statements as text, in which a byte takes two digits.
 *
 * @param query without parameters, which COPY does not take: what it names must be safe
 * @returns the values as PostgreSQL sends them; `null` for NULL. They share the memory of the whole answer
 * @see https://www.postgresql.org/docs/current/sql-copy.html
 */
export async function copyRows(db: Database, query: string): Promise<(Buffer | null)[][]> {
  const client = await db.pool.connect();
  let problem: Error | undefined;
  try {
    const parts: Buffer[] = [];
    for await (const part of client.query(to(`COPY (${query}) TO STDOUT (FORMAT binary)`))) parts.push(part as Buffer);
    return [...rowsOf(Buffer.concat(parts))];
  } catch (error) {
    problem = error as Error;
    throw error;
  } finally {
    // A connection that may still be sending is not used again.
    client.release(problem);
  }
}

function* rowsOf(bytes: Buffer): Generator<(Buffer | null)[]> {
  let offset = HEADER_LENGTH;
  const next = (length: number) => bytes.subarray(offset, (offset += length));
  for (let count = next(2).readInt16BE(); count >= 0; count = next(2).readInt16BE()) {
    yield Array.from({ length: count }, () => {
      const length = next(4).readInt32BE();
      return length === NULL_LENGTH ? null : next(length);
    });
  }
}
