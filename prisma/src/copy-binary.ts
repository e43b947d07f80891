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
 * @returns the values as PostgreSQL sends them, each at the start of memory of its own; `null` for NULL
 * @see https://www.postgresql.org/docs/current/sql-copy.html
 */
export async function copyRows(db: Database, query: string): Promise<(Buffer | null)[][]> {
  const client = await db.pool.connect();
  let problem: Error | undefined;
  try {
    const parts = client.query(to(`COPY (${query}) TO STDOUT (FORMAT binary)`));
    return await rowsOf(new ByteReader(parts[Symbol.asyncIterator]() as AsyncIterator<Buffer>));
  } catch (error) {
    problem = error as Error;
    throw error;
  } finally {
    // A connection that may still be sending is not used again.
    client.release(problem);
  }
}

async function rowsOf(bytes: ByteReader): Promise<(Buffer | null)[][]> {
  const rows: (Buffer | null)[][] = [];
  await bytes.read(HEADER_LENGTH);
  for (let count = (await bytes.read(2)).readInt16BE(); count >= 0; count = (await bytes.read(2)).readInt16BE()) {
    const values: (Buffer | null)[] = [];
    while (values.length < count) {
      const length = (await bytes.read(4)).readInt32BE();
      values.push(length === NULL_LENGTH ? null : await bytes.read(length));
    }
    rows.push(values);
  }
  await bytes.end();
  return rows;
}

/** Takes as many bytes as are asked for from parts of any size; each byte is copied once. */
class ByteReader {
  readonly #parts: AsyncIterator<Buffer>;
  #part: Buffer = Buffer.alloc(0);

  constructor(parts: AsyncIterator<Buffer>) {
    this.#parts = parts;
  }

  /** @returns memory of its own */
  async read(length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      if (this.#part.length === 0) await this.#next();
      const taken = this.#part.copy(bytes, filled);
      this.#part = this.#part.subarray(taken);
      filled += taken;
    }
    return bytes;
  }

  /** After the last row: the statement is done when nothing more comes. */
  async end(): Promise<void> {
    while (!(await this.#parts.next()).done);
  }

  async #next(): Promise<void> {
    const { value, done } = await this.#parts.next();
    if (done) throw new Error('the copied rows end early');
    this.#part = value;
  }
}
