import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keyOf, toGlobalId } from '../../apps/server/src/shared/graphql/global-id.ts';
import { randomItem } from '../../inference/src/training/random.ts';
import type { Random } from '../../inference/src/training/random.ts';
import { DEMO_STATIONS } from '../factories/demo.ts';
import { mutate } from './client.ts';
import type { Reply } from './client.ts';
import type { Deployment } from './deployment.ts';
import { Ledger } from './ledger.ts';
import { numberedCopy } from './numbered-copy.ts';
import type { NumberedCopy } from './numbered-copy.ts';
import { changeDraft, createLibrary, createRecipe, openDraft, publish } from './mutations.ts';

export interface Library {
  /** Global. */
  readonly id: string;
  readonly folder: string;
}

/** An upload, as the client that sends it knows it. */
export interface Upload extends NumberedCopy {
  readonly name: string;
  /** Where its bytes go. */
  readonly address: string;
  isAcknowledged: boolean;
  isBeingSent: boolean;
}

/** Words of the small encoder's own world. */
const WORDS = ['Pick up', 'Tighten', 'Hammer', 'Solder', 'Wipe', 'Tape', 'Scan', 'Idle'];
/** Frames per second; of the second, a video has several chunks. */
export const RATES = [2, 6];

/** What the campaign plays with, and what it knows of it. Ids are global ones. */
export interface World {
  readonly deployment: Deployment;
  readonly random: Random;
  readonly ledger: Ledger;
  /** Stations of the demo by the contents that were made of them. */
  readonly stations: Map<string, string>;
  readonly uploads: Upload[];
  /** Videos come as files, and change places. */
  readonly line: Library;
  /** Videos come by upload. */
  readonly uploaded: Library;
  /** One video, to see whether the worker works. */
  readonly probe: Library;
  readonly vocabularyIds: readonly string[];
  readonly promptSetVersionId: string;
  /** 1, 2, 3 … */
  readonly next: () => number;
}

/** The value of what has to succeed, as nothing is killed yet. */
export function valueOf<T>(reply: Reply<T>): T {
  if (reply.outcome === 'acknowledged') return reply.value;
  throw new Error(`${reply.outcome}: ${reply.reason}`);
}

export async function makeWorld(deployment: Deployment, random: Random): Promise<World> {
  const { url, pool, folder } = deployment;
  let serial = 0;
  const next = () => ++serial;
  const node = valueOf(
    await mutate<{ equipmentNode: { id: string } }>(
      url,
      'mutation { payload: createEquipmentNode(input: { level: WorkCell, name: "Cell" }) { equipmentNode { id } userErrors { code message } } }',
      {},
    ),
  ).equipmentNode.id;
  const library = async (name: string, at?: string): Promise<Library> => {
    if (at) await mkdir(at);
    return valueOf(await createLibrary(url, { equipmentNodeId: node, name, ...(at ? { folder: at } : {}) }))
      .videoLibrary;
  };
  const { rows } = await pool.query<{ id: string }>(
    'SELECT "id" FROM "PromptSetVersion" ORDER BY cardinality("templates"), "id" LIMIT 1',
  );
  const world: World = {
    deployment,
    random,
    ledger: new Ledger(),
    stations: new Map(),
    uploads: [],
    line: await library('Line', path.join(folder, 'line')),
    uploaded: await library('Uploads'),
    probe: await library('Probe', path.join(folder, 'probe')),
    vocabularyIds: [await makeVocabulary(url, 'First'), await makeVocabulary(url, 'Second')],
    promptSetVersionId: toGlobalId('PromptSetVersion', rows[0].id),
    next,
  };
  await addFile(world, world.probe);
  for (const station of DEMO_STATIONS) await addFile(world, world.line, station);
  for (const fps of RATES) await makeRecipes(world, fps);
  return world;
}

async function makeVocabulary(url: string, name: string): Promise<string> {
  const { vocabulary } = valueOf(
    await mutate<{ vocabulary: { id: string } }>(
      url,
      'mutation ($name: String!) { payload: createVocabulary(input: { name: $name }) { vocabulary { id } userErrors { code message } } }',
      { name },
    ),
  );
  const draft = valueOf(await openDraft(url, vocabulary.id)).version;
  const operations = WORDS.map((word, position) => ({
    put: { externalId: `w${position}`, position, prefLabels: [{ language: 'en', text: word }] },
  }));
  const input = { versionId: draft.id, expectedRevision: draft.revision, operations, asOne: true };
  const { version } = valueOf(await changeDraft(url, input));
  valueOf(await publish(url, { versionId: version.id, expectedRevision: version.revision, notes: 'first' }));
  return vocabulary.id;
}

/** One for each vocabulary's latest version. */
async function makeRecipes({ deployment: { url, pool }, vocabularyIds, promptSetVersionId }: World, fps: number) {
  for (const vocabularyId of vocabularyIds) {
    const { rows } = await pool.query<{ id: string }>(
      'SELECT "id" FROM "VocabularyVersion" WHERE "vocabularyId" = $1',
      [keyOf('Vocabulary', vocabularyId)],
    );
    const vocabularyVersionId = toGlobalId('VocabularyVersion', rows[0].id);
    valueOf(
      await createRecipe(url, { vocabularyVersionId, promptSetVersionId, fps, externalId: `${rows[0].id} ${fps}` }),
    );
  }
}

/** A video that nobody has seen before appears in a library's folder, whole at once. @returns its content */
export async function addFile(world: World, { folder }: Library, wanted?: string): Promise<string> {
  const { bytes, sha256 } = await makeCopy(world, wanted);
  const number = world.next();
  const part = path.join(folder, `.${number}.part`);
  await writeFile(part, bytes);
  await rename(part, path.join(folder, `video-${number}.mp4`));
  return sha256;
}

/** A content that nobody has seen before. */
export async function makeCopy(world: World, wanted?: string): Promise<NumberedCopy> {
  const station = wanted ?? randomItem(world.random, DEMO_STATIONS);
  const copy = await numberedCopy(station, world.next());
  world.stations.set(copy.sha256, station);
  return copy;
}
