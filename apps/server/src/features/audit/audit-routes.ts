import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { auditRange, listAuditEntries, cursorOf, sealAudit, sealedEntries, toRecord } from '@actionary/database';
import type { AuditEntry, AuditFilter, Database } from '@actionary/database';
import { csvCell, guardFormulas } from '@actionary/inference';
import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { Services } from '../../context.ts';
import { admit, viewerOf } from '../../shared/access/admit.ts';
import type { AuditDesk } from '../../shared/audit/audit-desk.ts';
import { sourceOf } from '../../shared/audit/audit-source.ts';
import { auditFilter } from './audit.service.ts';

/** Entries that are read at once. */
const BATCH = 500;

const times = {
  from: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
  before: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
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
export function auditRoutes(services: Services): Router {
  const mayExport = admit(services.access, 'administer', 'exporting the audit');
  return express
    .Router()
    .get('/entries.jsonl', mayExport, sendRecords(services))
    .get('/entries.csv', mayExport, sendTable(services));
}

function sendRecords({ db, audit }: Services): RequestHandler {
  return async (request, response) => {
    const wanted = z.object(times).safeParse(request.query);
    if (!wanted.success) return refuse(response, z.prettifyError(wanted.error));
    await noteExport(audit, request, response);
    response.attachment('audit.jsonl').type('application/jsonl; charset=utf-8');
    await send(response, recordLines(db, wanted.data));
  };
}

function sendTable({ db, audit }: Services): RequestHandler {
  return async (request, response) => {
    const wanted = conditions.safeParse(request.query);
    if (!wanted.success) return refuse(response, z.prettifyError(wanted.error));
    const filter = filterOf(wanted.data);
    if (!filter) return refuse(response, 'actorId: not the id of an account or a token');
    await noteExport(audit, request, response);
    response.attachment('audit.csv').type('text/csv; charset=utf-8');
    await send(response, csvLines(db, filter));
  };
}

function noteExport(audit: AuditDesk, request: Request, response: Response): Promise<void> {
  const details = { format: path.extname(request.path).slice(1), ...request.query };
  return audit.note(sourceOf(request, response, viewerOf(response)), { action: 'audit.export', details });
}

async function send(response: Response, lines: AsyncIterable<string>): Promise<void> {
  response.set('cache-control', 'no-store').set('x-content-type-options', 'nosniff');
  // Who has left does not want the rest.
  await pipeline(Readable.from(lines), response).catch((error: unknown) => {
    if (!response.closed) throw error;
  });
}

function refuse(response: Response, problem: string): void {
  response.status(400).type('text').send(`${problem}\n`);
}

function filterOf(wanted: z.infer<typeof conditions>): AuditFilter | null {
  try {
    return auditFilter(wanted);
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

/** An entry a line: all that its hash is of, and the hash. */
async function* recordLines(
  db: Database,
  {
    from = null,
    before = null,
  }: { readonly from?: Date | null | undefined; readonly before?: Date | null | undefined },
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
