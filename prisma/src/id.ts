import { randomBytes } from 'node:crypto';
import { Prisma } from '../generated/client.ts';

/** A new UUIDv7: begins with the time, so ids ascend in the order they are made, to the millisecond. */
export function newId(nowMs: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** When an id was made, in milliseconds, by the clock that was asked. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.replace('-', '').slice(0, 12), 16);
}

/** The least of the ids that are made at a time. */
export function leastIdAt(time: Date): string {
  return `${newId(time.getTime()).slice(0, 14)}7000-8000-000000000000`;
}

/** As {@link newId}, in a statement: one for each row. PostgreSQL has it built in from version 18 on only. */
export const NEW_ID = Prisma.sql`encode(
  set_bit(set_bit(
    overlay(uuid_send(gen_random_uuid()) PLACING substring(int8send((1000 * extract(epoch FROM clock_timestamp()))::bigint) FROM 3) FROM 1 FOR 6),
    52, 1), 53, 1), 'hex')::uuid`;

/** As {@link NEW_ID}, for the rows of a statement that are to stay in order. @param position 0, 1, 2 … */
export function newIdAt(position: Prisma.Sql): Prisma.Sql {
  // 4096 rows share a millisecond.
  return Prisma.sql`encode(
    overlay(
      overlay(uuid_send(gen_random_uuid()) PLACING substring(
        int8send((1000 * extract(epoch FROM statement_timestamp()))::bigint + ${position} / 4096) FROM 3
      ) FROM 1 FOR 6)
      PLACING substring(int8send(x'7000'::bigint + ${position} % 4096) FROM 7) FROM 7 FOR 2
    ), 'hex')::uuid`;
}
