import { FIRST_HASH, hashOfEntry } from '@actionary/database/audit-hash';
import type { AuditRecord } from '@actionary/database/audit-hash';
import { z } from 'zod';

/** An end of the chain that was told before. */
export interface KnownEnd {
  readonly sequence: number;
  readonly hash: string;
}

/** What a file says of itself. */
export interface FileCheck {
  readonly entryCount: number;
  /** Place of the first entry in the chain; null: there is none. */
  readonly from: number | null;
  readonly since: string | null;
  /** The last entry that is right. */
  readonly end: KnownEnd;
  /** The first that is wrong, in words. */
  readonly problem: string | null;
}

const line = z.looseObject({
  sequence: z.int().min(1),
  hash: z.string(),
  previousHash: z.string(),
  occurredAt: z.string(),
});

/** Verifies a part of the chain as it is exported, an entry a line: that each is as it was sealed, and that none is missing. */
export async function verifyRecords(lines: AsyncIterable<string>, known: KnownEnd | null): Promise<FileCheck> {
  let check: FileCheck = {
    entryCount: 0,
    from: null,
    since: null,
    end: { sequence: 0, hash: FIRST_HASH },
    problem: null,
  };
  let number = 0;
  let isKnownThere = false;
  for await (const text of lines) {
    number++;
    if (text.trim() === '') continue;
    const parsed = line.safeParse(parseJson(text));
    if (!parsed.success) return { ...check, problem: `line ${number} is no entry of an audit` };
    const record: AuditRecord & KnownEnd = parsed.data;
    const problem = problemOf(record, check);
    if (problem) return { ...check, problem };
    const { sequence, hash } = record;
    if (sequence === known?.sequence && hash !== known.hash)
      return {
        ...check,
        problem: `entry ${sequence} has not the hash that was told before: the chain was written anew`,
      };
    isKnownThere ||= sequence === known?.sequence;
    const { from, since, entryCount } = check;
    check = {
      entryCount: entryCount + 1,
      from: from ?? sequence,
      since: since ?? parsed.data.occurredAt,
      end: { sequence, hash },
      problem: null,
    };
  }
  if (known && !isKnownThere)
    return { ...check, problem: `entry ${known.sequence}, whose hash was told before, is not there` };
  return check;
}

function problemOf(record: AuditRecord & KnownEnd, { from, end }: FileCheck): string | null {
  const { sequence, previousHash, hash } = record;
  if (from !== null && sequence !== end.sequence + 1) return `entry ${end.sequence + 1} is missing`;
  if (from !== null && previousHash !== end.hash)
    return `entry ${sequence} does not belong behind entry ${end.sequence}`;
  return hash === hashOfEntry(record) ? null : `entry ${sequence} was changed`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
