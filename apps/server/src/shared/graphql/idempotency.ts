import {
  answerIdempotencyKey,
  claimIdempotencyKey,
  contentHash,
  forgetIdempotencyKeys,
  keepIdempotencyKey,
  releaseIdempotencyKey,
} from '@actionary/database';
import type { Database, IdempotencyClaim, KeptAnswer } from '@actionary/database';
import type { Request, RequestHandler, Response } from 'express';
import { getNamedType, isObjectType, Kind, parse } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import type { Logger } from 'pino';
import { viewerOf } from '../access/admit.ts';
import type { Viewer } from '../access/viewer.ts';
import type { AuditDesk } from '../audit/audit-desk.ts';
import { sourceOf } from '../audit/audit-source.ts';
import { MAX_TOKENS } from './query-limits.ts';

/** How often it is said that somebody is still at a request. */
const KEEP_MS = 20_000;
/** At most so long it is to be waited until it is asked again. */
const MAX_RETRY_SECONDS = 15;
const INVALID = 'IDEMPOTENCY_KEY_INVALID';
/** A string of structured fields (RFC 9651), or the same without quotation marks. */
const KEY = /^(?:"([\x20-\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x5b\x5d-\x7e]{1,255}))$/;

interface Options {
  readonly db: Database;
  readonly log: Logger;
  /** Tells what was refused because of its key. */
  readonly audit: AuditDesk;
  readonly schema: GraphQLSchema;
}

/**
 * Carries out mutations with the header `Idempotency-Key` once: whoever asks the same again within a day gets the same
 * answer. Behind what reads the body and what says who asks.
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export function idempotent({ db, log, audit, schema }: Options): RequestHandler {
  return async (request, response, next) => {
    const header = request.get('idempotency-key');
    const asked = header === undefined ? null : askedOf(request);
    if (header === undefined || !asked) return next();
    const [, quoted, bare] = KEY.exec(header) ?? [];
    const key = quoted ?? bare;
    const viewer = viewerOf(response);
    const refuseKey = async (status: number, code: string, reason: string) => {
      const act = { action: 'request', details: { reason, mutations: asked.fieldNames } };
      await audit.noteRefusal(sourceOf(request, response, viewer), act, code);
      refuse(response, status, code, reason);
    };
    if (!key) return refuseKey(400, INVALID, 'Idempotency-Key: 1 … 255 printable characters');
    if (asked.fieldNames.some((name) => isShownOnce(schema, name)))
      return refuseKey(400, INVALID, 'answers with secrets are not kept: leave out Idempotency-Key');
    const requestHash = hashOf(request, viewer);
    if (requestHash === null) return next();
    const claim = await claimIdempotencyKey(db, { caller: callerOf(viewer), key, requestHash });
    if (claim.state === 'other')
      return refuseKey(
        422,
        'IDEMPOTENCY_KEY_REUSED',
        'this Idempotency-Key stands for another request: take a new one',
      );
    if (claim.state !== 'claimed') return answerKnown(response, claim);
    keepAnswer(response, { db, log, id: claim.id, fieldCount: asked.fieldNames.length });
    return next();
  };
}

/** Tokens and accounts have their own keys. */
function callerOf({ apiToken, account }: Viewer): string {
  return apiToken ? `token:${apiToken.id}` : account ? `account:${account.id}` : 'anybody';
}

/** @returns `null` for variables so deep that nobody takes them */
function hashOf({ body }: Request, { name }: Viewer): string | null {
  const { query, variables = {}, operationName = null } = body as Record<string, unknown>;
  try {
    return contentHash({ query, variables, operationName, person: name });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function answerKnown(response: Response, claim: KnownClaim): void {
  if (claim.state === 'answered') {
    const { status, contentType, body } = claim.answer;
    return void response.status(status).set({ 'content-type': contentType, 'idempotency-replayed': 'true' }).send(body);
  }
  // Most take a moment; the longer one has taken, the likelier it is that nobody is at it any more.
  const seconds = Math.min(MAX_RETRY_SECONDS, Math.max(1, Math.ceil(claim.sinceMs / 2000)));
  const problem =
    `the request with this Idempotency-Key is being carried out, or was cut off: ask again in ${seconds} s; ` +
    'what was cut off can be asked for again after at most a minute';
  refuse(response.set('retry-after', String(seconds)), 409, 'IDEMPOTENCY_KEY_BUSY', problem);
}

type KnownClaim = Extract<IdempotencyClaim, { readonly state: 'answered' | 'busy' }>;

function refuse(response: Response, status: number, code: string, message: string): void {
  response
    .status(status)
    .set('cache-control', 'no-store')
    .json({ errors: [{ message, extensions: { code } }] });
}

interface Keeping {
  readonly db: Database;
  readonly log: Logger;
  readonly id: string;
  readonly fieldCount: number;
}

/** Keeps the answer before it is given; where nothing was carried out, the key is free again. */
function keepAnswer(response: Response, { db, log, id, fieldCount }: Keeping): void {
  const warn = (error: unknown) => log.warn({ err: error }, 'an answer was not kept for its Idempotency-Key');
  const keeping = setInterval(() => void keepIdempotencyKey(db, id).catch(warn), KEEP_MS).unref();
  const send = response.send.bind(response);
  response.send = (body: unknown) => {
    response.send = send;
    clearInterval(keeping);
    const answer = {
      status: response.statusCode,
      contentType: String(response.get('content-type')),
      body: String(body),
    };
    const kept = isCarriedOut(answer, fieldCount)
      ? answerIdempotencyKey(db, id, answer)
      : releaseIdempotencyKey(db, id);
    void kept
      .then(() => forgetIdempotencyKeys(db))
      .catch(warn)
      .then(() => send(body));
    return response;
  };
}

/** Of one mutation that was refused or has failed, nothing was; of several, the first ones may have been. */
function isCarriedOut({ status, body }: KeptAnswer, fieldCount: number): boolean {
  if (status !== 200) return false;
  const { data } = JSON.parse(body) as { readonly data?: Readonly<Record<string, unknown>> | null };
  return fieldCount > 1 || Object.values(data ?? {}).some((value) => value !== null);
}

/** The mutations that are asked for; `null` where something else is, or nothing that can be understood: others say so. */
function askedOf({ method, body }: Request): { readonly fieldNames: readonly string[] } | null {
  const { query, operationName } = (body ?? {}) as { readonly query?: unknown; readonly operationName?: unknown };
  if (method !== 'POST' || typeof query !== 'string') return null;
  const document = parsed(query);
  const operations = document?.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION) ?? [];
  const named = operations.filter(({ name }) => !operationName || name?.value === operationName);
  const [operation] = named as OperationDefinitionNode[];
  if (!document || operation?.operation !== 'mutation') return null;
  return { fieldNames: fieldNamesOf(operation.selectionSet, document, new Set()) };
}

function parsed(query: string): DocumentNode | null {
  try {
    return parse(query, { maxTokens: MAX_TOKENS, noLocation: true });
  } catch {
    return null;
  }
}

/** @param seen names of fragments: nobody has looked for circles yet */
function fieldNamesOf({ selections }: SelectionSetNode, document: DocumentNode, seen: Set<string>): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldNamesOf(selection.selectionSet, document, seen);
    const name = selection.name.value;
    const fragment = document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name && !seen.has(name),
    );
    seen.add(name);
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldNamesOf(fragment.selectionSet, document, seen) : [];
  });
}

/** Whether a mutation tells something that nothing can show again. */
function isShownOnce(schema: GraphQLSchema, name: string): boolean {
  const field = schema.getMutationType()?.getFields()[name];
  const payload = field && getNamedType(field.type);
  if (!isObjectType(payload)) return false;
  return Object.values(payload.getFields()).some(({ astNode }) =>
    astNode?.directives?.some((directive) => directive.name.value === 'shownOnce'),
  );
}
