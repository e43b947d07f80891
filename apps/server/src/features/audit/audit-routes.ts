import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { auditRange, listAuditEntries, cursorOf, sealAudit, sealedEntries, toRecord } from '@actionary/database';
import type { AuditEntry, AuditFilter, Database } from '@actionary/database';
import { csvCell, guardFormulas } from '@actionary/inference';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { Services } from '../../context.ts';
import { admit, viewerOf } from '../../shared/access/admit.ts';
import { sourceOf } from '../../shared/audit/audit-source.ts';
import { auditFilter } from './audit.service.ts';

/** Entries that are read at once. */
const BATCH = 500;

const times = {
  from: z.iso.datetime({ offset: true }).transform((text) => new Date(text)).optional(),
  before: z.iso.datetime({ offset: true }).transform((text) => new Date(text)).optional(),
};
const conditions = z.object({
  ...times,
  text: z.string().max(200).optional(),
  actorId: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  subjectId: z.string().max(200).optional(),
  outcome: z.enum(['succeeded', 'refused', 'failed', 'unknown']).optional(),
});

/**
 * What was done, as files; the contract (schema.graphql, `auditEntries`) says how.
 * - `entries.jsonl`: a part of the chain, oldest first, to be verified.
 * - `entries.csv`: for spreadsheets, newest first.
 */
export function auditRoutes({ db, access, audit }: Services): Router {
  const router = express.Router();
  const mayExport = admit(access, 'administer', 'exporting the audit');
  const send = async (request: Request, response: Response, type: string, lines: AsyncIterable<string>) => {
    const act = { action: 'audit.export', details: { format: type, ...request.query } };
    await audit.note(sourceOf(request, response, viewerOf(response)), act);
    response.set('cache-control', 'no-store').set('x-content-type-options', 'nosniff');
    await pipeline(Readable.from(lines), response);
  };
  router.get('/entries.jsonl', mayExport, async (request, response) => {
    const wanted = z.object(times).safeParse(request.query);
    if (!wanted.success) return refuse(response, wanted.error);
    response.attachment('audit.jsonl').type('application/jsonl; charset=utf-8');
    await send(request, response, 'jsonl', recordLines(db, wanted.data));
  });
  router.get('/entries.csv', mayExport, async (request, response) => {
    const wanted = conditions.safeParse(request.query);
    if (!wanted.success) return refuse(response, wanted.error);
    const filter = auditFilter(wanted.data);
    response.attachment('audit.csv').type('text/csv; charset=utf-8');
    await send(request, response, 'csv', csvLines(db, filter));
  });
  return router;
}

function refuse(response: Response, error: z.ZodError): void {
  response
    .status(400)
    .type('text')
    .send(`${z.prettifyError(error)}\n`);
}

/** An entry a line: all that its hash is of, and the hash. */
async function* recordLines(
  db: Database,
  { from = null, before = null }: { readonly from?: Date | null | undefined; readonly before?: Date | null | undefined },
): AsyncGenerator<string> {
  await sealAudit(db);
  const range = await auditRange(db, { from, before });
  if (!range) return;
  let last = range.after;
  for (;;) {
    const entries = await sealedEntries(db, { after: last.sequence, to: range.to, most: BATCH });
    for (const entry of entries) {
      yield `${JSON.stringify({ ...toRecord(entry, last.hash), hash: entry.hash })}\n`;
      last = entry;
    }
    if (entries.length < BATCH) return;
  }
}

const COLUMNS = [
  'occurredAt',
  'actorKind',
  'actorName',
  'address',
  'action',
  'outcome',
  'code',
  'subjectIds',
  'details',
  'requestId',
  'sequence',
  'hash',
] as const;

/** With a byte order mark, as spreadsheets want it; nothing in it is a formula. */
async function* csvLines(db: Database, filter: AuditFilter): AsyncGenerator<string> {
  yield `\uFEFF${COLUMNS.join(',')}\r\n`;
  let after: string | null = null;
  for (;;) {
    const { nodes, hasNextPage } = await listAuditEntries(db, filter, { first: BATCH, after });
    for (const entry of nodes) yield `${COLUMNS.map((column) => cell(entry[column])).join(',')}\r\n`;
    if (!hasNextPage) return;
    after = cursorOf(nodes.at(-1)!);
  }
}

function cell(value: AuditEntry[(typeof COLUMNS)[number]]): string {
  return csvCell(guardFormulas(textOf(value)));
}

function textOf(value: AuditEntry[(typeof COLUMNS)[number]]): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
