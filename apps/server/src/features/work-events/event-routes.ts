import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { Services } from '../../context.ts';
import { admit, viewerOf } from '../../shared/access/admit.ts';
import { sourceOf } from '../../shared/audit/audit-source.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { createLoaders } from '../../shared/graphql/loaders.ts';
import { eventScope } from './event-filter.ts';
import type { EventScope } from './event-filter.ts';
import { eventTable } from './event-table.ts';
import { toldEvents } from './told-events.ts';
import type { ToldEvent } from './told-events.ts';
import { workPerformance } from './work-performance.ts';

const line = z.string().refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'has a control character');
const time = z.iso
  .datetime({ offset: true, error: 'is no time such as 2026-11-20T08:14:00Z' })
  .transform((text) => new Date(text));

/** The fields of the API's filter, and the language of labels. */
const parameters = z.strictObject({
  recipeId: line.optional(),
  recipeExternalId: line.optional(),
  equipmentNodeId: line.optional(),
  equipmentExternalId: line.optional(),
  videoId: line.optional(),
  from: time.optional(),
  before: time.optional(),
  workOrder: line.optional(),
  serialNumber: line.optional(),
  conceptExternalIds: z.union([line.transform((one) => [one]), z.array(line)]).optional(),
  minProbability: z.coerce.number('is no number').optional(),
  language: z
    .string()
    .regex(/^[\w-]{1,35}$/, 'is no language')
    .default('en'),
});

interface EventDocument {
  readonly contentType: string;
  readonly make: (events: AsyncIterable<ToldEvent>, scope: EventScope) => AsyncGenerator<string>;
}

const DOCUMENTS: Readonly<Record<string, EventDocument>> = {
  'events.csv': { contentType: 'text/csv', make: eventTable },
  'work-performance.xml': { contentType: 'application/xml', make: workPerformance },
};

/** What was done, for spreadsheets and for systems that speak B2MML; docs/mes.md says how. */
export function eventRoutes(services: Services): Router {
  const router = express.Router();
  for (const [name, { contentType, make }] of Object.entries(DOCUMENTS)) {
    router.get(`/${name}`, admit(services.access, 'read', 'exporting'), async (request, response) => {
      const asked = await askedOf(services, request, response);
      if (!asked) return;
      const { scope, language } = asked;
      const act = { action: 'events.export', subjectIds: [toGlobalId('Recipe', scope.recipe.id)], details: { name } };
      await services.audit.noteReading(sourceOf(request, response, viewerOf(response)), act);
      await send(response, make(toldEvents(services, scope, language), scope), name, contentType);
    });
  }
  return router;
}

/** Says so (400) where it cannot be. */
async function askedOf({ db }: Services, { query }: Request, response: Response) {
  const refuse = (problem: string) => void response.status(400).type('text').send(`${problem}\n`);
  const { success, data, error } = parameters.safeParse(query);
  if (!success) return refuse(problemsOf(error));
  const { language, ...filter } = data;
  try {
    const scope: EventScope = await eventScope({ db, loaders: createLoaders(db) }, filter);
    return { scope, language };
  } catch (cause) {
    if (cause instanceof GraphQLError) return refuse(cause.message);
    throw cause;
  }
}

/** What is wrong with the parameters, in one line each. */
function problemsOf({ issues }: z.ZodError): string {
  const lines = issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `there is no parameter ${issue.keys.join(', ')}; there are ${Object.keys(parameters.shape).join(', ')}`
      : `${issue.path[0]?.toString()}: ${issue.message}`,
  );
  return lines.join('\n');
}

/** As it is made; 204 where there is nothing. What breaks off is no whole file: the client notices. */
async function send(
  response: Response,
  pieces: AsyncGenerator<string>,
  name: string,
  contentType: string,
): Promise<void> {
  // Whatever goes wrong before the first piece can still be told.
  const first = await pieces.next();
  if (first.done) return void response.status(204).end();
  response.attachment(name).set({
    'content-type': `${contentType}; charset=utf-8`,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  try {
    await pipeline(Readable.from(joined(first.value, pieces)), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** Characters that are sent at a time, about. */
const CHUNK = 32_768;

async function* joined(first: string, pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  let text = first;
  for await (const piece of pieces) {
    text += piece;
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield text;
}
