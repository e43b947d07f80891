import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeArchive } from '../../test/factories/archive.ts';
import { useDatabase } from '../../test/factories/database.ts';
import { ENCODER, FACTS, sha256, valueOf } from '../../test/factories/records.ts';
import { noteStatements, readingOf } from '../../test/factories/statements.ts';
import type { Statement } from '../../test/factories/statements.ts';
import type { Database } from './database.ts';
import * as stores from './index.ts';

/** Rows that a statement may look at in a table, and sort. So many are read about as fast as hundreds of them are looked up. */
const MAX_ROWS = 5000;

/** Ids from the middle of the archive, as requests would name them. */
async function someOf({ prisma }: Database) {
  const page = { orderBy: { id: 'asc' }, skip: 5, take: 5 } as const;
  const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
  const vocabularyIds = ids(await prisma.vocabulary.findMany({ ...page, skip: 2 }));
  const [vocabularyId] = vocabularyIds as [string];
  const concepts = await prisma.concept.findMany({ where: { vocabularyId }, orderBy: { id: 'asc' }, take: 5 });
  const [first, second, draft] = await prisma.vocabularyVersion.findMany({
    where: { vocabularyId },
    orderBy: { number: 'asc' },
  });
  const recipes = await prisma.recipe.findMany(page);
  const videos = await prisma.video.findMany({ orderBy: { id: 'asc' }, skip: 2000, take: 50 });
  const items = await prisma.reviewQueueItem.findMany({ where: { vocabularyId, decidedAt: null }, ...page });
  const embedding = await prisma.videoEmbedding.findFirstOrThrow();
  return {
    vocabularyIds,
    vocabularyId,
    first: first!,
    second: second!,
    draft: draft!,
    concepts,
    conceptIds: ids(concepts),
    recipes,
    recipeIds: ids(recipes),
    videos,
    videoIds: ids(videos),
    contents: videos.map(({ contentSha256 }) => contentSha256!),
    items,
    embedding,
    nodeIds: ids(await prisma.equipmentNode.findMany(page)),
    libraryIds: ids(await prisma.videoLibrary.findMany(page)),
    recognitionIds: ids(await prisma.recognition.findMany({ ...page, skip: 200 })),
    runIds: ids(await prisma.recognitionVideo.findMany({ ...page, skip: 2000, take: 50 })),
    reviewIds: ids(await prisma.review.findMany({ where: { vocabularyId }, ...page, take: 50 })),
    jobIds: ids(await prisma.job.findMany({ ...page, skip: 2000 })),
    changeIds: ids(await prisma.vocabularyChange.findMany({ ...page, skip: 1000 })),
    promptSetIds: ids(await prisma.promptSet.findMany({ ...page, skip: 3 })),
    promptSetVersionIds: ids(await prisma.promptSetVersion.findMany({ ...page, skip: 3 })),
  };
}

type Some = Awaited<ReturnType<typeof someOf>>;
type Call = (db: Database, some: Some) => Promise<unknown>;

const STEPS = { first: 20, after: [2, 30], includeUndone: false } as const;
const FAILURE = { code: 'X', message: 'x' };
const { digest: encoderDigest } = ENCODER;

/** Reads first: what writes comes after them, in the order in which things happen. */
const CALLS: Readonly<Partial<Record<keyof typeof stores, Call | readonly Call[]>>> = {
  childrenOfNodes: (db, { nodeIds }) => stores.childrenOfNodes(db, nodeIds),
  getEquipmentNodes: (db, { nodeIds }) => stores.getEquipmentNodes(db, nodeIds),
  listEquipmentNodes: (db) => stores.listEquipmentNodes(db),
  getVideoLibraries: (db, { libraryIds }) => stores.getVideoLibraries(db, libraryIds),
  librariesOfNodes: (db, { nodeIds }) => stores.librariesOfNodes(db, nodeIds),
  listVideoLibraries: (db, { libraryIds }) => stores.listVideoLibraries(db, after(libraryIds)),
  totalsOfLibraries: (db, { libraryIds }) => stores.totalsOfLibraries(db, libraryIds),
  getVideos: (db, { videoIds }) => stores.getVideos(db, videoIds),
  videosOfContents: (db, { contents }) => stores.videosOfContents(db, contents),
  videosOfLibraries: (db, { libraryIds, videoIds }) => stores.videosOfLibraries(db, libraryIds, after(videoIds)),
  listVideos: [
    (db, { videoIds }) => stores.listVideos(db, {}, after(videoIds)),
    (db, { videoIds, libraryIds }) => stores.listVideos(db, { libraryId: libraryIds[0]! }, after(videoIds)),
    (db, { libraryIds }) =>
      stores.listVideos(db, { libraryId: libraryIds[0]! }, {}, { field: 'RECORDED_AT', direction: 'DESC' }),
    (db, { libraryIds }) => stores.listVideos(db, { libraryId: libraryIds[0]!, text: '17' }),
    (db, { nodeIds }) =>
      stores.listVideos(db, { equipmentNodeId: nodeIds[0]! }, {}, { field: 'NAME', direction: 'ASC' }),
  ],
  countVideos: (db, { libraryIds }) => stores.countVideos(db, { libraryId: libraryIds[0]!, status: 'ready' }),
  findVocabulary: (db) => stores.findVocabulary(db, 'words'),
  getVocabularies: (db, { vocabularyIds }) => stores.getVocabularies(db, vocabularyIds),
  getVocabularyVersions: (db, { first, second }) => stores.getVocabularyVersions(db, [first.id, second.id]),
  latestVersions: (db, { vocabularyIds }) => stores.latestVersions(db, vocabularyIds),
  listVocabularies: (db, { vocabularyIds }) => stores.listVocabularies(db, after(vocabularyIds)),
  versionsOfVocabularies: (db, { vocabularyIds }) => stores.versionsOfVocabularies(db, vocabularyIds),
  changesOfConcepts: (db, { conceptIds }) => stores.changesOfConcepts(db, conceptIds, STEPS),
  changesOfVersions: (db, { second }) => stores.changesOfVersions(db, [second.id], STEPS),
  getVocabularyChanges: (db, { changeIds }) => stores.getVocabularyChanges(db, changeIds),
  sidesOfChanges: (db, { changeIds }) => stores.sidesOfChanges(db, changeIds),
  undoStates: (db, { draft }) => stores.undoStates(db, [draft.id]),
  countReviewQueue: [(db, { vocabularyId }) => stores.countReviewQueue(db, vocabularyId)],
  decisionsOfReviews: (db, { reviewIds }) => stores.decisionsOfReviews(db, reviewIds),
  getReviewQueueItems: (db, { items }) => stores.getReviewQueueItems(db, [items[0]!.id]),
  getReviews: (db, { reviewIds }) => stores.getReviews(db, reviewIds),
  listReviewQueue: [
    (db, { vocabularyId, items }) => stores.listReviewQueue(db, vocabularyId, after([items[0]!.id])),
    (db, { items }) => stores.listReviewQueue(db, null, after([items[0]!.id])),
  ],
  listReviews: (db, { vocabularyId, reviewIds }) => stores.listReviews(db, vocabularyId, after(reviewIds)),
  queuedVersions: (db, { reviewIds }) => stores.queuedVersions(db, reviewIds),
  exampleSegments: (db, { conceptIds }) => stores.exampleSegments(db, conceptIds),
  recipesOfVocabularies: (db, { vocabularyIds }) => stores.recipesOfVocabularies(db, vocabularyIds),
  clientsOfVocabularies: (db, { vocabularyIds }) => stores.clientsOfVocabularies(db, vocabularyIds),
  getResolutions: [
    (db, { second, conceptIds }) =>
      stores.getResolutions(
        db,
        conceptIds.map((id) => `${second.id}/${id}`),
      ),
    (db, { draft, conceptIds }) =>
      stores.getResolutions(
        db,
        conceptIds.map((id) => `${draft.id}/${id}`),
      ),
  ],
  publishedConceptIds: (db, { vocabularyId }) => stores.publishedConceptIds(db, vocabularyId),
  conceptsByExternalIds: (db, { vocabularyId }) => stores.conceptsByExternalIds(db, [`${vocabularyId}/c7`]),
  getConcepts: (db, { conceptIds }) => stores.getConcepts(db, conceptIds),
  conceptsOfVersions: (db, { first }) => stores.conceptsOfVersions(db, [first.id]),
  getConceptContents: (db, { first, conceptIds }) =>
    stores.getConceptContents(
      db,
      conceptIds.map((id) => `${first.id}/${id}`),
    ),
  getPromptSetVersions: (db, { promptSetVersionIds }) => stores.getPromptSetVersions(db, promptSetVersionIds),
  getPromptSets: (db, { promptSetIds }) => stores.getPromptSets(db, promptSetIds),
  listPromptSets: (db, { promptSetIds }) => stores.listPromptSets(db, after(promptSetIds)),
  versionsOfPromptSets: (db, { promptSetIds }) => stores.versionsOfPromptSets(db, promptSetIds),
  getEncoders: (db) => stores.getEncoders(db, [encoderDigest]),
  readEmbedding: (db, { embedding: { contentSha256, sampling } }) =>
    stores.readEmbedding(db, { contentSha256, encoderDigest, sampling }),
  listEmbeddedVideos: (db, { libraryIds }) =>
    stores.listEmbeddedVideos(db, { encoderDigest, libraryIds: [libraryIds[0]!] }),
  countUnembeddedVideos: (db, { libraryIds }) =>
    stores.countUnembeddedVideos(db, { encoderDigest, libraryIds: [libraryIds[0]!] }),
  readChunks: (db, { embedding }) => stores.readChunks(db, [{ embeddingId: embedding.id, chunkIndex: 1 }]),
  listUnsuggestedItems: (db, { second }) => stores.listUnsuggestedItems(db, second.id, { after: null, first: 200 }),
  readingsOfContents: (db, { second, contents }) => stores.readingsOfContents(db, second.id, contents),
  versionsToSuggest: (db) => stores.versionsToSuggest(db),
  getRecipes: (db, { recipeIds }) => stores.getRecipes(db, recipeIds),
  listRecipes: (db, { recipeIds }) => stores.listRecipes(db, after(recipeIds)),
  currentOfVideos: (db, { videoIds }) => stores.currentOfVideos(db, videoIds),
  getRecognitionVideos: (db, { runIds }) => stores.getRecognitionVideos(db, runIds),
  getRecognitions: (db, { recognitionIds }) => stores.getRecognitions(db, recognitionIds),
  listRecognitions: [
    (db, { recognitionIds }) => stores.listRecognitions(db, after(recognitionIds)),
    (db) => stores.listRecognitions(db, {}, { state: 'running' }),
  ],
  recognitionsOfVideos: (db, { videoIds, runIds }) => stores.recognitionsOfVideos(db, videoIds, after(runIds)),
  videosOfRecognitions: (db, { recognitionIds, runIds }) =>
    stores.videosOfRecognitions(db, recognitionIds, after(runIds)),
  search: (db) => stores.search(db, 'shift-17', 20),
  segmentsOf: (db, { runIds }) => stores.segmentsOf(db, runIds, { fromMs: 1000, toMs: 4000 }),
  getJobs: (db, { jobIds }) => stores.getJobs(db, jobIds),
  jobsOfLibraries: (db, { libraryIds, jobIds }) => stores.jobsOfLibraries(db, libraryIds, after(jobIds)),
  listActiveJobs: (db) => stores.listActiveJobs(db),
  listJobs: [
    (db, { jobIds }) => stores.listJobs(db, after(jobIds)),
    (db) => stores.listJobs(db, {}, { states: ['queued', 'running'] }),
  ],
};

function after(ids: readonly string[]) {
  return { first: 50, after: stores.cursorOf({ id: ids[0]! }) };
}

/** What writes, in the order in which it happens. What one makes, the next ones use. */
function writes(some: Some): readonly (readonly [keyof typeof stores, (db: Database) => Promise<unknown>])[] {
  const { vocabularyId, concepts, videoIds, items } = some;
  const made: Record<string, string> = {};
  const make = async (name: string, making: Promise<stores.Outcome<{ readonly id: string }>>) => {
    made[name] = valueOf(await making).id;
  };
  const [one, other] = concepts.map(({ externalId }) => externalId) as [string, string];
  const file = { path: 'new.mp4', sizeBytes: 1, modifiedAt: new Date(0) };
  const run = { vocabularyVersionId: some.second.id, promptSetVersionId: some.promptSetVersionIds[0]!, encoderDigest };
  const span = { contentSha256: some.contents[0]!, startMs: 0, endMs: 1000 };
  const recognize = async (db: Database, name: string) => {
    await make(name, stores.createRecognition(db, { recipeId: made['recipe']!, videoIds: videoIds.slice(0, 3) }));
  };
  const runOf = async (db: Database, name: string, index: number) => {
    const [page] = await stores.videosOfRecognitions(db, [made[name]!]);
    return page!.nodes[index]!.id;
  };
  const revision = async (db: Database) =>
    (await db.prisma.vocabularyVersion.findUniqueOrThrow({ where: { id: some.draft.id } })).revision;
  return [
    ['createEquipmentNode', (db) => make('node', stores.createEquipmentNode(db, { level: 'Unit', name: 'New' }))],
    ['updateEquipmentNode', (db) => stores.updateEquipmentNode(db, made['node']!, { parentId: some.nodeIds[0]! })],
    [
      'createVideoLibrary',
      (db) =>
        make('library', stores.createVideoLibrary(db, { equipmentNodeId: made['node']!, name: 'New', folder: '/new' })),
    ],
    [
      'addVideos',
      async (db) => {
        [made['video']] = (await stores.addVideos(db, made['library']!, [file])) as [string];
      },
    ],
    ['setVideoFailed', (db) => stores.setVideoFailed(db, made['video']!, FAILURE)],
    ['setVideoReady', (db) => stores.setVideoReady(db, made['video']!, { contentSha256: sha256('new'), facts: FACTS })],
    ['markMissingVideos', (db) => stores.markMissingVideos(db, some.libraryIds[0]!, ['line/shift-1.mp4'])],
    ['createVocabulary', (db) => make('vocabulary', stores.createVocabulary(db, { name: 'New' }))],
    ['updateVocabulary', (db) => stores.updateVocabulary(db, made['vocabulary']!, { name: 'Newer' })],
    ['archiveVocabulary', (db) => stores.archiveVocabulary(db, made['vocabulary']!, true)],
    ['openDraft', (db) => stores.openDraft(db, vocabularyId)],
    [
      'changeDraft',
      (db) => stores.changeDraft(db, some.draft.id, null, [{ kind: 'deprecate', id: one, replacedByIds: [other] }]),
    ],
    ['undoChange', async (db) => stores.undoChange(db, some.draft.id, await revision(db))],
    ['redoChange', async (db) => stores.redoChange(db, some.draft.id, await revision(db))],
    ['impactOf', (db) => stores.impactOf(db, some.draft)],
    [
      'publishDraft',
      async (db) => valueOf(await stores.publishDraft(db, some.draft.id, { revision: await revision(db) })),
    ],
    ['revertVocabulary', (db) => make('draft', stores.revertVocabulary(db, vocabularyId, some.first.id))],
    ['discardDraft', async (db) => valueOf(await stores.discardDraft(db, made['draft']!, 1))],
    [
      'createReviews',
      async (db) =>
        valueOf(
          await stores.createReviews(db, [{ ...span, vocabularyId, conceptId: concepts[2]!.id, verdict: 'confirm' }]),
        ),
    ],
    ['noteClient', (db) => stores.noteClient(db, { vocabularyId, name: 'new', pinnedVersionId: null })],
    ['saveSuggestions', (db) => stores.saveSuggestions(db, [{ id: items[0]!.id, probabilities: [0.5, 0.5] }])],
    [
      'decideReviews',
      (db) => stores.decideReviews(db, [{ itemId: items[1]!.id, conceptId: items[1]!.candidateIds[0]! }]),
    ],
    [
      'createPromptSet',
      (db) => make('prompts', stores.createPromptSet(db, { name: 'New', language: 'en', templates: ['{label}'] })),
    ],
    [
      'savePromptSetVersion',
      (db) => stores.savePromptSetVersion(db, made['prompts']!, { language: 'en', templates: ['a {label}'] }),
    ],
    ['seedPromptSets', (db) => stores.seedPromptSets(db)],
    ['registerEncoder', (db) => stores.registerEncoder(db, ENCODER, { languages: ['en'] })],
    [
      'openEmbedding',
      async (db) => {
        made['embedding'] = (
          await stores.openEmbedding(db, { contentSha256: sha256('new'), encoderDigest, sampling: 'fps=2' })
        ).id;
      },
    ],
    [
      'writeChunk',
      (db) =>
        stores.writeChunk(db, made['embedding']!, 0, { timesMs: [0], embeddings: new Float32Array(ENCODER.dims) }),
    ],
    [
      'completeEmbedding',
      (db) => stores.completeEmbedding(db, made['embedding']!, { damagedCount: 0, isTruncated: false }),
    ],
    [
      'saveRecipe',
      (db) =>
        make(
          'recipe',
          stores.saveRecipe(db, { externalId: 'new', name: 'New', succeedsId: some.recipeIds[0]!, ...run }),
        ),
    ],
    ['createRecognition', (db) => recognize(db, 'recognition')],
    ['startRecognitionVideo', async (db) => stores.startRecognitionVideo(db, await runOf(db, 'recognition', 0))],
    ['finishRecognitionVideo', async (db) => stores.finishRecognitionVideo(db, await runOf(db, 'recognition', 0), [])],
    ['failRecognitionVideo', async (db) => stores.failRecognitionVideo(db, await runOf(db, 'recognition', 1), FAILURE)],
    ['cancelRecognition', (db) => stores.cancelRecognition(db, made['recognition']!)],
    ['createJob', (db) => make('job', stores.createJob(db, { kind: 'scan', libraryId: some.libraryIds[0]! }))],
    ['startJob', (db) => stores.startJob(db, made['job']!)],
    ['reportProgress', (db) => stores.reportProgress(db, made['job']!, { doneCount: 1, totalCount: 1 })],
    ['finishJob', (db) => stores.finishJob(db, made['job']!)],
    ['failJob', (db) => stores.failJob(db, made['job']!, FAILURE)],
    ['cancelJob', (db) => stores.cancelJob(db, made['job']!)],
    ['deleteVideoLibrary', (db) => stores.deleteVideoLibrary(db, made['library']!)],
    ['deleteEquipmentNode', (db) => stores.deleteEquipmentNode(db, made['node']!)],
  ];
}

/** What sends no statement of its own, or only when the product starts. */
const OTHERS: readonly (keyof typeof stores)[] = [
  'CursorError',
  'DatabaseError',
  'conceptInput',
  'cursorOf',
  'makeFolder',
  'migrate',
  'newId',
  'openDatabase',
  'paceOf',
  'seedAlone',
  'seedDemo',
  'startDatabaseServer',
  'startEmbeddedPostgres',
  'vocabularyPresets',
];

/** What the server asks without a store. */
const OF_THE_SERVER: readonly Call[] = [
  ({ prisma }) => prisma.job.findMany({ where: { state: { in: ['queued', 'running'] } } }),
  ({ prisma }, { recognitionIds: [recognitionId] }) => prisma.job.findMany({ where: { recognitionId } }),
  ({ prisma }, { libraryIds: [libraryId] }) =>
    prisma.job.findFirst({ where: { libraryId, kind: 'scan', state: 'queued' } }),
  ({ prisma }) =>
    prisma.job.findFirst({
      where: { kind: 'pull', state: { in: ['queued', 'running'] }, payload: { path: ['catalogueId'], equals: 'clip' } },
    }),
  ({ prisma }) =>
    prisma.recognition.findMany({ where: { state: { in: ['queued', 'running'] } }, orderBy: { id: 'asc' } }),
  ({ prisma }, { recognitionIds: [recognitionId] }) =>
    prisma.recognitionVideo.findMany({
      where: { recognitionId, state: { in: ['queued', 'running'] } },
      orderBy: { id: 'asc' },
    }),
  ({ prisma }, { libraryIds: [libraryId] }) =>
    prisma.video.findMany({ where: { libraryId, status: 'pending' }, orderBy: { id: 'asc' } }),
];

/** What reads more by design. */
const LARGE: Readonly<Record<string, string>> = {
  impactOf: 'reads all reviews of the vocabulary, and what was decided about them',
  publishDraft: 'reads all reviews of the vocabulary, and what was decided about them',
  search: 'reads every name once; see the decision "Names are folded, and read from end to end"',
};

describe('100,000 segments', () => {
  const target = useDatabase();
  let rowCounts: Map<string, number>;
  const found: string[] = [];
  const called: string[] = [];

  beforeAll(async () => {
    await makeArchive(target.db);
    const { rows } = await target.db.pool.query<{ name: string; count: number }>(
      `SELECT "relname" AS "name", "reltuples"::int AS "count" FROM "pg_class" WHERE "relkind" = 'r'`,
    );
    rowCounts = new Map(rows.map(({ name, count }) => [name, count]));
    const some = await someOf(target.db);
    await target.db.pool.query('SELECT pg_stat_reset()');
    const db = stores.openDatabase(target.url);
    const statements = noteStatements(db.pool);
    const examine = async (name: string, call: () => Promise<unknown>) => {
      called.push(name);
      statements.length = 0;
      await call();
      if (statements.length === 0) found.push(`${name} sends nothing`);
      for (const statement of statements) found.push(...(await problemsOf(name, statement)));
    };
    try {
      for (const [name, calls] of Object.entries(CALLS))
        for (const call of [calls].flat()) await examine(name, () => call(db, some));
      for (const [index, call] of OF_THE_SERVER.entries()) await examine(`server ${index}`, () => call(db, some));
      for (const [name, call] of writes(some)) await examine(name, () => call(db));
    } finally {
      // A connection that ends tells what it has used.
      await db.close();
    }
  });

  async function problemsOf(name: string, statement: Statement): Promise<string[]> {
    const reading = await readingOf(target.db.pool, statement, rowCounts);
    if (!reading || Object.hasOwn(LARGE, name)) return [];
    const many = Object.entries(reading.rowsByTable).filter(([, count]) => count > MAX_ROWS);
    const problems = many.map(([table, count]) => `${count} rows of ${table}`);
    if (reading.sortedRows > MAX_ROWS) problems.push(`${reading.sortedRows} rows sorted`);
    return problems.map((problem) => `${name}: ${problem}: ${reading.text.replaceAll(/\s+/g, ' ')}`);
  }

  test('every store is asked', () => {
    const asked = called.filter((name) => !name.startsWith('server '));
    expect(new Set([...asked, ...OTHERS])).toEqual(new Set(Object.keys(stores)));
  });

  test('no statement looks at more rows than it needs', () => {
    expect(found).toEqual([]);
  });

  test('no index is there for nothing', async () => {
    const { rows } = await target.db.pool.query<{ name: string }>(
      `SELECT "indexrelname" AS "name" FROM "pg_stat_user_indexes" JOIN "pg_index" USING ("indexrelid")
       WHERE NOT "indisunique" AND "idx_scan" = 0 ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual([]);
  });
});
