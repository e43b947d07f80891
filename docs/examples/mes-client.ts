/**
 * A client that a manufacturing execution system may begin with: plain HTTP, no packages, Node 24 or later.
 *
 *   export ACTIONARY_URL=http://localhost:4000 ACTIONARY_TOKEN=actionary_…   (a token that may `operate`)
 *   node mes-client.ts register                                      a station, its camera's library and a recipe
 *   node mes-client.ts record 0915.mp4 --recorded-at 2026-11-30T09:15:00+09:00 --work-order WO-1042 --serial-number SN-77
 *                                                                    a file in the library's folder
 *   WEBHOOK_SECRET=whsec_… WEBHOOK_PORT=5000 node mes-client.ts follow          events, as they are recognised
 *
 * What it follows comes from the change feed, which misses nothing; a webhook only rings, so that it looks at once. Where it
 * stands is kept in MES_FOLDER (default ./mes): `events.jsonl`, a line for each recording that has been recognised or could not
 * be (`errorCode`), and `cursor`. It may be killed at any time.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

const env = process.env;
const URL_OF_API = new URL('/graphql', env['ACTIONARY_URL'] ?? 'http://localhost:4000');
const FOLDER = env['MES_FOLDER'] ?? 'mes';
const STATION = env['MES_STATION'] ?? 'line-2/station-3';
const LIBRARY = env['MES_LIBRARY'] ?? 'station-3-camera';
const RECIPE = env['MES_RECIPE'] ?? 'assembly-v3';
const POLL_MS = 1000 * Number(env['MES_POLL_SECONDS'] ?? 30);
/** A message that was signed longer ago, or ahead, is refused: somebody may have kept it. */
const TOLERANCE_SECONDS = 5 * 60;

interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

/** Asks once. @throws where the server cannot be reached, refuses, or says that something is wrong */
async function ask<T>(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(URL_OF_API, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${env['ACTIONARY_TOKEN'] ?? ''}`,
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: readonly { message: string }[] };
  if (errors || !data) throw new Error(errors?.map(({ message }) => message).join('; ') ?? `HTTP ${response.status}`);
  return data;
}

/** A mutation's answer. @throws where it could not do as it was told */
function done<T extends Payload>(payload: T): T {
  if (payload.userErrors.length === 0) return payload;
  throw new Error(payload.userErrors.map(({ code, message }) => `${code}: ${message}`).join('; '));
}

/** What this station needs, under ids of ours: may be done again whenever the system starts. */
async function register(): Promise<void> {
  const { upsertEquipmentNode, upsertVideoLibrary } = await ask<{
    upsertEquipmentNode: Payload & { outcome: string };
    upsertVideoLibrary: Payload & { outcome: string; videoLibrary: { folder: string } };
  }>(
    `mutation ($station: String!, $library: String!) {
      upsertEquipmentNode(input: { externalId: $station, level: WorkCell, name: $station }) {
        outcome userErrors { code message }
      }
      upsertVideoLibrary(input: { externalId: $library, equipmentExternalId: $station, name: $library }) {
        outcome videoLibrary { folder } userErrors { code message }
      }
    }`,
    { station: STATION, library: LIBRARY },
  );
  console.log(`station ${STATION}: ${done(upsertEquipmentNode).outcome}`);
  const { outcome, videoLibrary } = done(upsertVideoLibrary);
  console.log(`library ${LIBRARY}: ${outcome}, files belong in ${videoLibrary.folder}`);
  await registerRecipe();
}

interface Choices {
  readonly vocabularies: { nodes: { name: string; latestPublished: { id: string } | null }[] };
  readonly promptSets: { nodes: { name: string; latest: { id: string } }[] };
  readonly encoders: { id: string; catalogueId: string; status: string }[];
}

/** The same recipe again is no change; another one under the same id is refused. */
async function registerRecipe(): Promise<void> {
  const { recipe } = await ask<{ recipe: { name: string } | null }>(
    'query ($id: String!) { recipe(externalId: $id) { name } }',
    { id: RECIPE },
  );
  if (recipe) return console.log(`recipe ${RECIPE}: ${recipe.name}`);
  const { vocabularies, promptSets, encoders } = await ask<Choices>(
    `{ vocabularies { nodes { name latestPublished { id } } } promptSets { nodes { name latest { id } } }
       encoders { id catalogueId status } }`,
  );
  const vocabulary = vocabularies.nodes.find(({ latestPublished }) => latestPublished);
  const [prompts] = promptSets.nodes;
  const encoder = encoders.find(({ status }) => status !== 'available');
  if (!vocabulary?.latestPublished || !prompts || !encoder) {
    throw new Error('a recipe needs a published vocabulary, prompts and an installed encoder');
  }
  const { createRecipe } = await ask<{ createRecipe: Payload & { recipe: { name: string } } }>(
    `mutation ($input: CreateRecipeInput!) {
      createRecipe(input: $input) { recipe { name } userErrors { code message } }
    }`,
    {
      input: {
        externalId: RECIPE,
        vocabularyVersionId: vocabulary.latestPublished.id,
        promptSetVersionId: prompts.latest.id,
        encoderId: encoder.id,
      },
    },
  );
  console.log(`recipe ${RECIPE}: ${done(createRecipe).recipe.name}`);
}

/** What a recording shows, where it is known: when, for which order, which piece. */
type About = Readonly<Record<'recordedAt' | 'workOrder' | 'serialNumber', string | null>>;

/** Tells of a file that is complete, and has it recognised. What is sent again is done once. */
async function record(file: string, { recordedAt, workOrder, serialNumber }: About): Promise<void> {
  const input = {
    libraryExternalId: LIBRARY,
    path: file,
    externalId: `${workOrder ?? 'none'}/${file}`,
    recordedAt,
    workOrder,
    serialNumber,
    recipeExternalId: RECIPE,
  };
  const { registerRecording } = await ask<{ registerRecording: Payload & { video: { id: string } } }>(
    `mutation ($input: RegisterRecordingInput!) {
      registerRecording(input: $input) { video { id } recognition { id state } userErrors { code message } }
    }`,
    { input },
  );
  console.log(`recorded ${file} as ${done(registerRecording).video.id}`);
}

interface Change {
  readonly sequence: number;
  readonly type: string;
  readonly subjectId: string;
  readonly data: {
    readonly recipe?: { readonly externalId?: string };
    /** Of a recognition of one video. */
    readonly video?: { readonly id: string };
    /** Why that has failed. */
    readonly errorCode?: string;
  };
}

interface WorkEvent {
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly concept: { readonly externalId: string };
  /** What it is called today. */
  readonly currentContents: readonly { readonly label: string }[];
}

const cursorFile = path.join(FOLDER, 'cursor');
const eventsFile = path.join(FOLDER, 'events.jsonl');

/** Reads on from where it stood, to the end of what there is. */
async function catchUp(): Promise<void> {
  for (let hasNextPage = true; hasNextPage;) {
    const after = existsSync(cursorFile) ? readFileSync(cursorFile, 'utf8') : null;
    const { changes } = await ask<{
      changes: { nodes: Change[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
    }>(
      `query ($after: String) {
        changes(types: ["video.recognized", "recognition.failed"], after: $after, first: 100) {
          nodes { sequence type subjectId data } pageInfo { endCursor hasNextPage }
        }
      }`,
      { after },
    );
    for (const change of changes.nodes) {
      if (change.data.recipe?.externalId !== RECIPE || change.sequence <= lastKept) continue;
      if (change.type === 'recognition.failed') keepFailure(change);
      else await keepEvents(change);
    }
    // Only now: whoever is killed in between reads the same changes again, and knows them by their sequence.
    writeFileSync(`${cursorFile}.new`, changes.pageInfo.endCursor);
    renameSync(`${cursorFile}.new`, cursorFile);
    ({ hasNextPage } = changes.pageInfo);
  }
}

/** Appends why a recording could not be recognised: no `video.recognized` will come. */
function keepFailure({ sequence, data: { video, errorCode } }: Change): void {
  if (!video) return;
  keep({ sequence, videoId: video.id, events: [], errorCode });
  console.log(`${video.id} could not be recognised: ${errorCode}`);
}

function keep(line: { readonly sequence: number } & Readonly<Record<string, unknown>>): void {
  appendFileSync(eventsFile, `${JSON.stringify(line)}\n`);
  lastKept = line.sequence;
}

/** Appends the events of a recording that has been recognised, once. */
async function keepEvents({ sequence, subjectId }: Change): Promise<void> {
  const events: WorkEvent[] = [];
  for (let after: string | null = null, hasNextPage = true; hasNextPage;) {
    const page: { workEvents: { nodes: WorkEvent[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } =
      await ask(
        `query ($filter: WorkEventFilter!, $after: String) {
        workEvents(filter: $filter, first: 500, after: $after) {
          nodes { startedAt endedAt concept { externalId } currentContents { label(language: "ja") } }
          pageInfo { endCursor hasNextPage }
        }
      }`,
        { filter: { recipeExternalId: RECIPE, videoId: subjectId }, after },
      );
    events.push(...page.workEvents.nodes);
    ({ endCursor: after, hasNextPage } = page.workEvents.pageInfo);
  }
  keep({ sequence, videoId: subjectId, events });
  console.log(`${events.length} events of ${subjectId}`);
}

let lastKept = 0;

/** Where it stood; a line that was being written when it was killed is taken back. */
function openState(): void {
  mkdirSync(FOLDER, { recursive: true });
  if (!existsSync(eventsFile)) return;
  const kept = readFileSync(eventsFile, 'utf8');
  const whole = kept.slice(0, kept.lastIndexOf('\n') + 1);
  truncateSync(eventsFile, Buffer.byteLength(whole));
  const last = whole.trimEnd().split('\n').at(-1);
  if (last) lastKept = (JSON.parse(last) as Change).sequence;
}

/** @returns whether it comes from Actionary, and just now: https://www.standardwebhooks.com */
function isGenuine(headers: NodeJS.Dict<string | string[]>, body: string, secret: string): boolean {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    String(headers[`webhook-${name}`]),
  );
  const isRecent = Math.abs(Date.now() / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  const fits = (signature: string) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  // While a secret is changed there are two signatures.
  return isRecent && signatures!.split(' ').some(fits);
}

/** Answers webhooks at once, and rings for each that is genuine. */
function listenForWebhooks(secret: string, port: number, ring: () => void): void {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const isOurs = request.method === 'POST' && isGenuine(request.headers, body, secret);
      response.writeHead(isOurs ? 204 : 401).end();
      if (!isOurs) return;
      console.log(`webhook ${String(request.headers['webhook-id'])}`);
      ring();
    });
  });
  server.listen(port, '127.0.0.1', () => console.log(`webhooks are taken at port ${port}`));
}

async function follow(): Promise<void> {
  openState();
  let ring = () => {};
  let rings = 0;
  const secret = env['WEBHOOK_SECRET'];
  if (secret) {
    listenForWebhooks(secret, Number(env['WEBHOOK_PORT'] ?? 5000), () => {
      rings += 1;
      ring();
    });
  }
  for (;;) {
    const heard = rings;
    await catchUp().catch((error: Error) => console.error(`tried again later: ${error.message}`));
    if (rings > heard) continue;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { 'recorded-at': { type: 'string' }, 'work-order': { type: 'string' }, 'serial-number': { type: 'string' } },
});
const [command, file] = positionals;
if (command === 'register') await register();
else if (command === 'record' && file) {
  const [recordedAt = null, workOrder = null, serialNumber = null] = (
    ['recorded-at', 'work-order', 'serial-number'] as const
  ).map((name) => values[name]);
  await record(file, { recordedAt, workOrder, serialNumber });
} else if (command === 'follow') await follow();
else console.log('register | record FILE [--recorded-at …] [--work-order …] [--serial-number …] | follow');
