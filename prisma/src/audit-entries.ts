/** Who has done what. An entry is begun before what it tells of, and ended with what came of it. */
import { Prisma } from '../generated/client.ts';
import type { AuditEntry } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { leastIdAt, newId } from './id.ts';
import { idWindow, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';

export type AuditActorKind = 'account' | 'apiToken' | 'open' | 'anonymous' | 'system';

export type AuditOutcome = 'succeeded' | 'refused' | 'failed' | 'unknown';

export type AuditDetails = Readonly<Record<string, unknown>>;

/** What is known before it is done. */
export interface AuditInput {
  readonly actorKind: AuditActorKind;
  /** Of the account or the token. */
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly address: string | null;
  /** A mutation's name, or words with dots between. */
  readonly action: string;
  /** Global ids. */
  readonly subjectIds: readonly string[];
  /** Without secrets, and small. */
  readonly details: AuditDetails;
  readonly requestId: string | null;
}

/** What came of it. */
export interface AuditResult {
  readonly outcome: Exclude<AuditOutcome, 'unknown'>;
  /** Of the refusal or failure. */
  readonly code: string | null;
}

/** Entries of one process are in their order: no two are of the same millisecond. */
let latestMs = 0;

const MAX_TEXT = 200;
const SUCCEEDED: AuditResult = { outcome: 'succeeded', code: null };

/** Begins an entry: what it tells of may be done once this has been written. @returns its id */
export async function beginAudit({ prisma }: Database, input: AuditInput): Promise<string> {
  const { id } = await prisma.auditEntry.create({ data: dataOf(input), select: { id: true } });
  return id;
}

/** An entry of what has ended already. */
export async function noteAudit({ prisma }: Database, input: AuditInput, result = SUCCEEDED): Promise<void> {
  await prisma.auditEntry.create({ data: { ...dataOf(input), ...result }, select: { id: true } });
}

/**
 * Ends an entry. @param subjectIds what it was about, as is known now
 * @throws {Error} where it has ended already: it was under way for so long that it was taken for cut off
 */
export async function endAudit(
  { prisma }: Database,
  id: string,
  { outcome, code, subjectIds }: AuditResult & { readonly subjectIds: readonly string[] },
): Promise<void> {
  const { count } = await prisma.auditEntry.updateMany({
    where: { id, outcome: null },
    data: { outcome, code, subjectIds: [...subjectIds] },
  });
  if (count === 0) throw new Error(`the audit entry ${id} has ended already`);
}

function dataOf({ actorName, address, requestId, details, subjectIds, ...input }: AuditInput) {
  latestMs = Math.max(Date.now(), latestMs + 1);
  return {
    ...input,
    id: newId(latestMs),
    occurredAt: new Date(latestMs),
    actorName: actorName && plain(actorName),
    address: address && plain(address),
    requestId: requestId && plain(requestId),
    subjectIds: [...subjectIds],
    details: details as Prisma.InputJsonObject,
  };
}

/** PostgreSQL's texts have no NUL, and no half of a character. */
function plain(text: string): string {
  return text.replaceAll('\0', '').slice(0, MAX_TEXT).toWellFormed();
}

/** All conditions have to hold. */
export interface AuditFilter {
  /** Part of a name, an action, an address or the details; letter case does not matter. */
  readonly text?: string | null;
  readonly actorId?: string | null;
  readonly action?: string | null;
  /** Global. */
  readonly subjectId?: string | null;
  readonly outcome?: AuditOutcome | null;
  readonly from?: Date | null;
  readonly before?: Date | null;
}

/**
 * Newest first. What few entries let through, a rare text for instance, is looked for in all of them.
 * @throws {CursorError | RangeError}
 */
export async function listAuditEntries(
  { prisma }: Database,
  filter: AuditFilter = {},
  page: PageRequest = {},
): Promise<Page<AuditEntry>> {
  const window = idWindow(page, 'newestFirst');
  const { id } = window.where;
  const after = id && 'lt' in id ? [Prisma.sql`"id" < ${id.lt}::uuid`] : [];
  const rows = await prisma.$queryRaw<AuditEntry[]>`
    SELECT * FROM "AuditEntry" WHERE ${Prisma.join([...conditions(filter), ...after, Prisma.sql`TRUE`], ' AND ')}
    ORDER BY "id" DESC LIMIT ${window.take}`;
  return toPage(rows, window);
}

function conditions({ text, actorId, action, subjectId, outcome, from, before }: AuditFilter): Prisma.Sql[] {
  return [
    // Ids begin with the time.
    ...(from ? [Prisma.sql`"id" >= ${leastIdAt(from)}::uuid`] : []),
    ...(before ? [Prisma.sql`"id" < ${leastIdAt(before)}::uuid`] : []),
    ...(actorId ? [Prisma.sql`"actorId" = ${actorId}::uuid`] : []),
    ...(action ? [Prisma.sql`"action" = ${action}`] : []),
    ...(subjectId ? [Prisma.sql`"subjectIds" @> ARRAY[${subjectId}]`] : []),
    ...(outcome ? [Prisma.sql`"outcome" = ${outcome}`] : []),
    ...(text ? [contains(text)] : []),
  ];
}

function contains(text: string): Prisma.Sql {
  return Prisma.sql`strpos(
    lower(concat_ws(' ', "actorName", "action", "address", "code", "requestId", "details"::text)), lower(${text})
  ) > 0`;
}

export async function getAuditEntries({ prisma }: Database, ids: readonly string[]): Promise<(AuditEntry | null)[]> {
  const rows = await prisma.auditEntry.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

/** Actions that there are entries of, by name. */
export async function auditActions({ prisma }: Database): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ action: string }[]>`
    WITH RECURSIVE found AS (
      (SELECT "action" FROM "AuditEntry" ORDER BY "action" LIMIT 1)
      UNION ALL
      SELECT (SELECT "action" FROM "AuditEntry" WHERE "action" > found."action" ORDER BY "action" LIMIT 1)
      FROM found WHERE found."action" IS NOT NULL
    )
    SELECT "action" FROM found WHERE "action" IS NOT NULL`;
  return rows.map(({ action }) => action);
}
