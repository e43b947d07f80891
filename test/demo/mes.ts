import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../factories/free-port.ts';
import { cachedFilm } from './film.ts';
import { MesClient } from './mes-client.ts';
import { TONIGHT } from './plan.ts';
import type { Film } from './plan.ts';
import { folderOf } from './plant.ts';
import type { Plant } from './plant.ts';
import type { Recipe } from './recipe.ts';
import { CHANGED_WORDS } from './truth.ts';

const WORK_ORDER = 'WO-1042';
const PATIENCE_MS = 180_000;
/** Of what was filmed tonight, how many elements the MES has to hear of, in the right words. */
const LEAST_HEARD = 0.9;

/** The MES registers tonight's recordings, is told by signed webhooks when they are recognised, is killed, and misses nothing. */
export async function followByMes(plant: Plant, recipe: Recipe): Promise<void> {
  const { journal } = plant;
  const films = plant.films.filter(({ isTonight }) => isTonight);
  const webhook = `http://127.0.0.1:${await freePort()}/`;
  const client = await introduce(plant, recipe, webhook);
  try {
    client.follow();
    await until(() => client.printed.includes('webhooks are taken'));
    await refuseForged(plant, webhook);
    const videoIds = await recordAll(plant, client, films);
    const hasHeard = (id: string) => client.kept().some(({ videoId }) => videoId === id);
    await until(() => videoIds.every(hasHeard) && client.printed.includes('webhook '));
    const again = await record(client, films[0]!);
    const isSame = again === videoIds[0];
    journal.check('a recording that is told of twice', 'the same video', isSame ? 'the same video' : again, isSame);
    checkKept(plant, client, films, videoIds);
    await compareWithApi(plant, recipe, client, videoIds);
  } finally {
    await client.kill();
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (const startedAt = performance.now(); !isSo(); await sleep(50))
    if (performance.now() - startedAt > PATIENCE_MS) throw new Error('the MES has waited in vain');
}

/** An address that is told when videos are recognised, and whoever listens there. */
async function introduce({ people, running, folder }: Plant, recipe: Recipe, webhook: string): Promise<MesClient> {
  const { made } = await people.administrator.ask<{ made: { secret: string } }>(
    `mutation ($url: String!) { made: createWebhookEndpoint(input: { url: $url, types: ["video.recognized"] }) {
       secret userErrors { code message } } }`,
    { url: webhook },
  );
  return new MesClient({
    ACTIONARY_URL: running.url,
    ACTIONARY_TOKEN: people.mesToken,
    MES_FOLDER: path.join(folder, 'mes'),
    MES_STATION: TONIGHT,
    MES_LIBRARY: `${TONIGHT}-camera`,
    MES_RECIPE: recipe.externalId,
    // Longer than all of this takes: it is webhooks that ring.
    MES_POLL_SECONDS: '600',
    WEBHOOK_PORT: new URL(webhook).port,
    WEBHOOK_SECRET: made.secret,
  });
}

/** What somebody else sends is not taken. */
async function refuseForged({ journal }: Plant, webhook: string): Promise<void> {
  const headers = {
    'webhook-id': 'forged',
    'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
    'webhook-signature': `v1,${Buffer.from('forged').toString('base64')}`,
  };
  const { status } = await fetch(webhook, { method: 'POST', headers, body: '{"type":"video.recognized"}' });
  journal.equal('a webhook with a forged signature is answered', 401, status);
}

function record(client: MesClient, { name, recordedAt }: Film): Promise<string> {
  const serialNumber = `SN-${name.slice(-10, -4)}`;
  const about = [
    '--recorded-at',
    recordedAt.toISOString(),
    '--work-order',
    WORK_ORDER,
    '--serial-number',
    serialNumber,
  ];
  return client.record(name, about);
}

/** @returns ids of the videos. The client is killed after half of them, and follows again when all have been told of. */
async function recordAll({ folder, journal }: Plant, client: MesClient, films: readonly Film[]): Promise<string[]> {
  const videoIds: string[] = [];
  for (const [index, film] of films.entries()) {
    journal.progress('recording', index / films.length);
    if (index === Math.floor(films.length / 2)) await client.kill();
    await copyFile(cachedFilm(film), path.join(folderOf(folder, TONIGHT), film.name));
    videoIds.push(await record(client, film));
  }
  client.follow();
  journal.say(`${films.length} recordings were registered; half-way the client was killed, and follows again`);
  return videoIds;
}

function checkKept(
  { journal, films: all }: Plant,
  client: MesClient,
  films: readonly Film[],
  videoIds: readonly string[],
): void {
  const kept = client.kept();
  const heardOf = new Set(kept.map(({ videoId }) => videoId));
  journal.equal('videos that the MES has heard of, those before tonight included', all.length, heardOf.size);
  journal.equal('… of these, heard of more than once', 0, kept.length - heardOf.size);
  const ringing = new Set(client.printed.match(/^webhook \S+/gm)).size;
  journal.atLeast('signed webhooks that it took', 1, ringing);
  const wanted = films.flatMap((film, index) =>
    film.truth.map((span) => ({ ...span, film, videoId: videoIds[index]! })),
  );
  const heard = wanted.filter(({ film, videoId, startMs, endMs, conceptId }) => {
    const atMs = film.recordedAt.getTime() + (startMs + endMs) / 2;
    const events = kept.find((each) => each.videoId === videoId)?.events ?? [];
    const event = events.find(({ startedAt, endedAt }) => Date.parse(startedAt) <= atMs && atMs < Date.parse(endedAt));
    return event !== undefined && CHANGED_WORDS(film, conceptId).includes(event.concept.externalId);
  });
  const least = Math.ceil(LEAST_HEARD * wanted.length);
  journal.atLeast(
    `elements that it knows with the right word at the right time, of ${wanted.length}`,
    least,
    heard.length,
  );
}

/** The order's events, read at once, are those that came one by one. */
async function compareWithApi(
  { journal, people }: Plant,
  recipe: Recipe,
  client: MesClient,
  videoIds: readonly string[],
): Promise<void> {
  const told = await people.mes.all<{ startedAt: string }>(
    `query ($filter: WorkEventFilter!, $after: String) { page: workEvents(filter: $filter, first: 500, after: $after) {
       nodes { startedAt } pageInfo { hasNextPage endCursor } } }`,
    { filter: { recipeExternalId: recipe.externalId, workOrder: WORK_ORDER } },
  );
  const tonight = client.kept().filter(({ videoId }) => videoIds.includes(videoId));
  const kept = tonight.flatMap(({ events }) => events.map(({ startedAt }) => startedAt));
  const isSame = JSON.stringify(kept.toSorted()) === JSON.stringify(told.map(({ startedAt }) => startedAt).toSorted());
  journal.check(
    `events of work order ${WORK_ORDER}, from the API and on the client's disk`,
    `${told.length}, the same`,
    `${kept.length}, ${isSame ? 'the same' : 'not the same'}`,
    isSame && told.length > 0,
  );
}
