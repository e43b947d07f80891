import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { PROMPT_PRESETS, readVocabulary } from '@actionary/inference';
import type { EncoderIdentity } from '@actionary/inference';
import { z } from 'zod';
import demoJson from '../seed/demo.json' with { type: 'json' };
import { EquipmentLevel } from '../generated/enums.ts';
import type { Database } from './database.ts';
import { registerEncoder } from './embeddings.ts';
import type { Outcome } from './outcome.ts';
import { createPromptSet } from './prompt-sets.ts';
import { saveRecipe } from './recipes.ts';
import { addVideos } from './videos.ts';
import { createVocabulary } from './vocabularies.ts';
import { changeDraft } from './vocabulary-changes.ts';
import { publishDraft } from './publish-draft.ts';
import { openDraft } from './vocabulary-drafts.ts';

const text = z.string().min(1);
const demo = z
  .object({
    externalId: text,
    /** Parents before their children. */
    stations: z.array(
      z.object({ externalId: text, parent: text.nullable(), level: z.enum(EquipmentLevel), name: text }),
    ),
    /** One for each station that is filmed. */
    libraries: z.array(z.object({ externalId: text, station: text, name: text, folder: text })),
    vocabulary: z.object({
      file: text,
      name: text,
      description: text,
      notes: text,
      facets: z.record(text, z.record(text, z.array(text))),
    }),
    recipe: z.object({
      name: text,
      promptSet: text,
      sampling: text,
      decode: z.object({ minProbability: z.number(), minMargin: z.number(), minDurationMs: z.int() }),
    }),
  })
  .parse(demoJson);

/** Adds the prompt sets that come along and are not there yet. What people have made of them is left alone. */
export async function seedPromptSets(db: Database): Promise<void> {
  const known = await db.prisma.promptSet.findMany({ where: { externalId: { not: null } } });
  const missing = PROMPT_PRESETS.filter(({ id }) => !known.some(({ externalId }) => externalId === id));
  for (const { id: externalId, title: name, language, templates, licence, source } of missing) {
    valueOf(await createPromptSet(db, { externalId, name, language, templates, licence, source }));
  }
}

export interface SeedDemoOptions {
  /** What the demo's folders of videos and its file of words are relative to. */
  readonly folder: string;
  /** The encoder that the demo is recognised with. */
  readonly encoder: EncoderIdentity;
}

/** What the demo is recognised with and in. */
export interface SeededDemo {
  readonly recipeId: string;
  readonly videoIds: readonly string[];
}

/** Processes that start at the same time seed one after the other. */
const SEED_LOCK = 1_396_262_212;

/** Runs `seed` while no other process does. */
export async function seedAlone(db: Database, seed: () => Promise<void>): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [SEED_LOCK]);
    await seed();
  } finally {
    // The lock goes with the connection.
    client.release(true);
  }
}

/**
 * Adds the demo: stations, libraries with videos, vocabulary, recipe. The caller recognises it, and the recognition marks it
 * as done: an interrupted run is completed by the next, and what people delete afterwards does not come back.
 *
 * @returns `null` where it has been recognised, or been asked to be
 */
export async function seedDemo(db: Database, { folder, encoder }: SeedDemoOptions): Promise<SeededDemo | null> {
  const { externalId, recipe } = demo;
  const known = await db.prisma.recipe.findUnique({ where: { externalId } });
  if (known && (await db.prisma.recognition.count({ where: { recipeId: known.id } })) > 0) return null;
  await seedPromptSets(db);
  await registerEncoder(db, encoder, { languages: ['en'] });
  const nodeIds = await seedStations(db);
  const videoIds: string[] = [];
  for (const library of demo.libraries)
    videoIds.push(...(await seedLibrary(db, library, nodeIds, path.resolve(folder, library.folder))));
  if (known) return { recipeId: known.id, videoIds };
  const vocabularyVersionId = await seedVocabulary(db, path.join(folder, demo.vocabulary.file));
  const { id: promptSetVersionId } = await db.prisma.promptSetVersion.findFirstOrThrow({
    where: { promptSet: { externalId: recipe.promptSet }, number: 1 },
  });
  const { name, sampling, decode } = recipe;
  const pinned = { vocabularyVersionId, promptSetVersionId, encoderDigest: encoder.digest, sampling, decode };
  const { id: recipeId } = valueOf(await saveRecipe(db, { externalId, name, ...pinned }));
  return { recipeId, videoIds };
}

/** @returns database ids by external ids */
async function seedStations(db: Database): Promise<ReadonlyMap<string, string>> {
  const nodeIds = new Map<string, string>();
  for (const { externalId, parent, level, name } of demo.stations) {
    const parentId = parent === null ? null : (nodeIds.get(parent) ?? null);
    const where = { externalId };
    const node = await db.prisma.equipmentNode.upsert({
      where,
      create: { externalId, parentId, level, name },
      update: {},
    });
    nodeIds.set(externalId, node.id);
  }
  return nodeIds;
}

/** @returns ids of the library's videos */
async function seedLibrary(
  db: Database,
  { externalId, station, name }: (typeof demo.libraries)[number],
  nodeIds: ReadonlyMap<string, string>,
  folder: string,
): Promise<string[]> {
  const equipmentNodeId = nodeIds.get(station) ?? '';
  const library = await db.prisma.videoLibrary.upsert({
    where: { externalId },
    create: { externalId, equipmentNodeId, name, folder },
    update: { folder },
  });
  await addVideos(db, library.id, await videoFiles(folder));
  const videos = await db.prisma.video.findMany({ where: { libraryId: library.id }, orderBy: { path: 'asc' } });
  return videos.map(({ id }) => id);
}

async function videoFiles(folder: string) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.mp4'));
  return Promise.all(
    names.toSorted().map(async (name) => {
      const { size, mtime } = await stat(path.join(folder, name));
      return { path: name, sizeBytes: size, modifiedAt: mtime };
    }),
  );
}

/** @returns id of the published version */
async function seedVocabulary(db: Database, file: string): Promise<string> {
  const { externalId, vocabulary } = demo;
  const { name, description, notes, facets } = vocabulary;
  const known = await db.prisma.vocabulary.findUnique({ where: { externalId } });
  const { id } = known ?? valueOf(await createVocabulary(db, { externalId, name, description }));
  const published = await db.prisma.vocabularyVersion.findUnique({
    where: { vocabularyId_number: { vocabularyId: id, number: 1 }, status: 'published' },
  });
  if (published) return published.id;
  const { concepts } = await readVocabulary(file);
  const put = concepts.map((concept, position) => ({
    ...concept,
    altLabels: mutable(concept.altLabels),
    prompts: mutable(concept.prompts),
    position,
    facets: facets[concept.id] ?? {},
  }));
  const draft = valueOf(await openDraft(db, id));
  const { revision } = valueOf(await changeDraft(db, draft.id, draft.revision, [{ kind: 'put', concepts: put }]));
  return valueOf(await publishDraft(db, draft.id, { revision, notes })).id;
}

function mutable(texts: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(texts).map(([language, values]) => [language, [...values]]));
}

/** What comes along is never refused: where it is, that is a mistake in this program. */
function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`the seed is refused: ${outcome.problem.field ?? ''} ${outcome.problem.message}`);
}
