import { beforeAll, describe, expect, test } from '@jest/globals';
import { execute, parse } from 'graphql';
import * as documents from '../../admin/generated/graphql.ts';
import { createReviews } from '../../../prisma/src/index.ts';
import { statementsOf } from '../../../test/factories/database.ts';
import { furnish } from '../../../test/factories/furnished.ts';
import type { Furnished } from '../../../test/factories/furnished.ts';
import { sha256, valueOf } from '../../../test/factories/records.ts';
import { useServer } from '../../../test/factories/server.ts';
import { createContext } from './context.ts';
import { createSchema } from './schema.ts';
import { openViewer } from './shared/access/viewer.ts';
import { compilingExecute } from './shared/graphql/compiled-queries.ts';
import { toGlobalId } from './shared/graphql/global-id.ts';

const server = useServer();

const language = 'en';
const encoderId = toGlobalId('Encoder', 'workbench');
const version = ({ versionId }: Furnished) => toGlobalId('VocabularyVersion', versionId);
const draft = ({ draftId }: Furnished) => toGlobalId('VocabularyVersion', draftId);
const vocabulary = ({ vocabularyId }: Furnished) => toGlobalId('Vocabulary', vocabularyId);
const concepts = ({ conceptIds }: Furnished) => Object.values(conceptIds).map((id) => toGlobalId('Concept', id));
const promptSetVersion = ({ promptSetVersionId }: Furnished) => toGlobalId('PromptSetVersion', promptSetVersionId);
const recognition = ({ recognitionIds }: Furnished) => toGlobalId('Recognition', recognitionIds[0]!);
const videos = ({ videoIds }: Furnished) => videoIds.map((id) => toGlobalId('Video', id));
const reading = (rows: Furnished) => ({ encoderId, promptSetVersionId: promptSetVersion(rows) });
const concept = { externalId: 'c1', prefLabels: [{ language, text: 'act 7' }] };

/** Variables of an operation. */
type Variables = (rows: Furnished) => object | Promise<object>;
const nothing: Variables = () => ({});

const reviewed: Variables = async (rows) => ({
  id: videos(rows)[0],
  vocabularyId: toGlobalId('Vocabulary', await splitVocabulary(rows)),
  track: 'work',
});

/** Operations by the page that sends them, with the most statements that they may take. */
type Pages = Readonly<Record<string, Readonly<Record<string, readonly [most: number, Variables]>>>>;

/** Everything that the admin asks for. */
const PAGES: Pages = {
  'lists of videos': { RecipeChoices: [1, nothing], Operators: [2, nothing] },
  'every page': { ActiveJobs: [4, nothing], Search: [7, () => ({ text: 'act', language })], Viewer: [0, nothing] },
  '/access': {
    Accounts: [3, nothing],
    ApiTokens: [1, nothing],
    WebhookEndpoints: [1, nothing],
    Deliveries: [3, async () => ({ filter: { endpointId: await endpoint(), type: 'job.failed' } })],
    Delivery: [5, async () => ({ id: await delivery() })],
    PreviewReplay: [2, async () => ({ input: { endpointId: await endpoint(), fromTime: '2026-01-01T00:00:00.000Z' } })],
    AuditActions: [1, nothing],
    AuditEntries: [2, () => ({ filter: { action: 'updateVideo' } })],
    AuditEntry: [2, async (rows) => ({ id: toGlobalId('AuditEntry', await auditEntry(rows)) })],
    AuditCheck: [6, nothing],
  },
  '/': {
    Home: [11, nothing],
    HomeLibraries: [2, nothing],
    FirstProject: [3, (rows) => ({ vocabularyId: vocabulary(rows) })],
  },
  '/adapters': {
    TrainingReadiness: [6, (rows) => ({ recipeId: recipe(rows), language })],
    LearningJobs: [8, nothing],
    Adapters: [2, nothing],
    AdaptersInUse: [4, nothing],
    Calibrations: [2, nothing],
  },
  '/adapters/[id]': {
    AdapterPage: [12, ({ adapterIds }) => ({ id: toGlobalId('Adapter', adapterIds[0]!), language })],
  },
  '/adapters/[id]/report': {
    PilotReport: [14, ({ adapterIds }) => ({ id: toGlobalId('Adapter', adapterIds[0]!), language })],
  },
  '/evaluations': {
    EvaluationReadiness: [6, (rows) => ({ recipeId: recipe(rows) })],
    Evaluations: [2, nothing],
  },
  '/evaluations/[id]': {
    EvaluationPage: [8, ({ evaluationIds }) => ({ id: toGlobalId('Evaluation', evaluationIds[0]!), language })],
  },
  '/calibrations/[id]': {
    CalibrationPage: [11, ({ calibrationIds }) => ({ id: toGlobalId('Calibration', calibrationIds[0]!), language })],
  },
  '/jobs': { Jobs: [8, nothing] },
  '/encoders': { Encoders: [0, nothing], EncoderJobs: [8, nothing] },
  '/libraries': {
    Stations: [2, nothing],
    UploadLimits: [0, nothing],
    Libraries: [6, nothing],
    LibraryPrivacy: [1, (rows) => ({ id: libraries(rows)[0] })],
    LibraryRetention: [3, (rows) => ({ id: libraries(rows)[0] })],
    PreviewRetention: [6, (rows) => ({ libraryId: libraries(rows)[0], rules: { embeddingsDays: 1 } })],
    LibrarySettings: [3, (rows) => ({ id: toGlobalId('VideoLibrary', rows.libraryIds[0]!) })],
    PreviewRecordedAt: [2, (rows) => ({ libraryId: toGlobalId('VideoLibrary', rows.libraryIds[0]!) })],
    Videos: [
      6,
      () => ({ first: 100, isFirst: true, filter: { text: 'mp4' }, orderBy: { field: 'name', direction: 'asc' } }),
    ],
  },
  '/videos/[id]': {
    VideoPage: [12, (rows) => ({ id: videos(rows)[0] })],
    VideoSegments: [2, async (rows) => ({ id: toGlobalId('RecognitionVideo', await recognized(rows)) })],
    TrackConcepts: [3, (rows) => ({ versionId: version(rows), language })],
    PreviewAnnotations: [12, (rows) => ({ input: annotations(rows), language })],
    ResolvedConcepts: [4, (rows) => ({ versionId: version(rows), conceptIds: concepts(rows) })],
    VideoReviews: [11, reviewed],
    VideoInstants: [11, reviewed],
  },
  '/vocabularies': { Vocabularies: [3, () => ({ includeArchived: true })] },
  '/vocabularies/presets': { VocabularyPresets: [0, () => ({ language })] },
  '/vocabularies/import': { ImportTargets: [2, nothing] },
  '/vocabularies/[id]': {
    Vocabulary: [3, (rows) => ({ id: vocabulary(rows) })],
    VersionContents: [6, (rows) => ({ id: draft(rows) })],
    ConceptKeys: [2, (rows) => ({ id: version(rows) })],
    DraftMark: [3, (rows) => ({ id: draft(rows) })],
    EditorChecks: [2, (rows) => ({ id: draft(rows) })],
    CheckConcept: [3, (rows) => ({ input: { vocabularyVersionId: draft(rows), concept, ...reading(rows) } })],
    OwnPromptTokens: [1, (rows) => ({ input: previews(rows) })],
    EncoderChoices: [2, nothing],
    DraftChanges: [5, (rows) => ({ id: draft(rows) })],
    ConceptHistory: [5, (rows) => ({ id: concepts(rows)[0] })],
    LatestChange: [3, (rows) => ({ id: draft(rows) })],
    ReplayableSteps: [3, (rows) => ({ id: draft(rows) })],
    ContentsOfConcepts: [4, (rows) => ({ ids: concepts(rows), versionId: draft(rows) })],
    ExampleVideo: [2, (rows) => ({ id: videos(rows)[0] })],
    VersionExports: [1, (rows) => ({ versionId: version(rows) })],
  },
  '/vocabularies/[id]/checks': {
    ChecksPage: [3, (rows) => ({ id: vocabulary(rows) })],
    ChecksOfVersion: [1, (rows) => ({ versionId: version(rows), language })],
    PromptChecks: [3, (rows) => ({ input: { vocabularyVersionId: version(rows), ...reading(rows) }, language })],
    ConfusableConcepts: [3, (rows) => ({ input: { vocabularyVersionId: version(rows), ...reading(rows) }, language })],
  },
  '/vocabularies/[id]/compare': {
    ComparisonVersions: [2, (rows) => ({ id: vocabulary(rows) })],
    CompareVersions: [2, (rows) => ({ fromId: version(rows), toId: draft(rows), language })],
  },
  '/vocabularies/[id]/publish': {
    PublishPage: [3, (rows) => ({ id: vocabulary(rows) })],
    DraftImpact: [17, (rows) => ({ versionId: draft(rows), language })],
    EncoderFindings: [
      4,
      (rows) => {
        const input = { vocabularyVersionId: draft(rows), ...reading(rows) };
        return { prompts: input, pairs: input };
      },
    ],
    ImpactExamples: [11, (rows) => ({ versionId: draft(rows), conceptId: concepts(rows)[0] })],
  },
  '/moments': {
    MomentLibraries: [3, nothing],
    FindMoments: [5, (rows) => ({ input: { encoderId, text: 'act', first: 100, libraryIds: libraries(rows) } })],
    ConceptsCalled: [7, () => ({ text: 'act', language })],
    DraftsForExamples: [2, nothing],
    DraftConcepts: [2, (rows) => ({ versionId: draft(rows), language })],
    ConceptToExtend: [
      7,
      ({ draftId, conceptIds }) => ({ contentId: toGlobalId('ConceptContent', `${draftId}/${conceptIds['c0']}`) }),
    ],
  },
  '/prompts': { PromptSets: [2, nothing] },
  '/prompts/[id]': {
    PromptSet: [2, async (rows) => ({ id: toGlobalId('PromptSet', await promptSet(rows)) })],
    PreviewChoices: [3, nothing],
    PreviewPrompts: [1, (rows) => ({ input: previews(rows), language })],
  },
  '/prompts/lab': {
    LabChoices: [8, nothing],
    LabReviews: [6, (rows) => ({ recipeId: recipe(rows), language })],
    ComparePrompts: [12, async (rows) => ({ language, input: await wordings(rows) })],
    ConceptToReword: [6, (rows) => ({ conceptId: concepts(rows)[0], versionId: draft(rows) })],
  },
  '/recognitions': { Recognitions: [10, nothing] },
  '/recognitions/new': {
    RecognitionChoices: [17, nothing],
    StationChoices: [2, nothing],
    EstimateRecognition: [
      5,
      (rows) => ({
        input: { recipeId: recipe(rows), filter: { text: 'mp4', recordedBefore: '2026-02-03T00:00:00.000Z' } },
      }),
    ],
    ChosenVideos: [2, (rows) => ({ ids: videos(rows) })],
    EncoderDownload: [1, async () => ({ id: toGlobalId('Job', await download()) })],
    RecipeChecks: [3, (rows) => ({ input: { vocabularyVersionId: version(rows), ...reading(rows) }, language })],
  },
  '/recognitions/[id]': {
    RecognitionPage: [7, (rows) => ({ id: recognition(rows) })],
    RecognitionVideos: [6, (rows) => ({ id: recognition(rows) })],
    PublicationState: [3, async (rows) => ({ id: await repeated(rows) })],
  },
  '/recognitions/[id]/compare': {
    CompareRecognition: [20, async (rows) => ({ id: await repeated(rows), language })],
    ComparedVideos: [20, async (rows) => ({ id: await repeated(rows) })],
    ComparedVideoSpans: [20, async (rows) => ({ id: await repeated(rows), videoId: videos(rows)[0] })],
  },
  '/compare': {
    ComparedVideo: [6, (rows) => ({ id: videos(rows)[0] })],
    ComparedWork: [20, (rows) => ({ recipeId: recipe(rows), videoId: videos(rows)[0] })],
    CyclesToCompare: [20, (rows) => ({ recipeId: recipe(rows), libraryId: libraries(rows)[0] })],
  },
  '/reports': {
    WorkReport: [20, (rows) => ({ ...reported(rows), timeZone: 'Asia/Tokyo', language })],
    ReportCycles: [20, (rows) => reported(rows)],
    ReportOccurrences: [20, (rows) => ({ ...reported(rows), conceptId: concepts(rows)[0] })],
    ReportTimeline: [20, (rows) => reported(rows)],
    ReportConcepts: [3, (rows) => ({ versionId: version(rows), language })],
    ReportPlaces: [3, nothing],
    WorkComparison: [20, (rows) => ({ recipeId: recipe(rows), before: {}, after: {}, language })],
  },
  '/reviews': {
    RecognizedRecipes: [2, nothing],
    ReviewProposals: [20, (rows) => ({ recipeId: recipe(rows), first: 20, language })],
    ReviewQueue: [11, () => ({ first: 100, language })],
    QueueProbabilities: [4, nothing],
    QueueVocabularies: [1, nothing],
  },
};

async function endpoint(): Promise<string> {
  return toGlobalId('WebhookEndpoint', (await server.db.prisma.webhookEndpoint.findFirstOrThrow()).id);
}

async function delivery(): Promise<string> {
  const where = { changeId: { not: null }, attempts: { some: {} } };
  return toGlobalId('Delivery', (await server.db.prisma.delivery.findFirstOrThrow({ where })).id);
}

const libraries = ({ libraryIds }: Furnished) => libraryIds.map((id) => toGlobalId('VideoLibrary', id));
const reported = (rows: Furnished) => ({ recipeId: recipe(rows), filter: { libraryIds: libraries(rows) } });
const previews = (rows: Furnished) => ({
  templates: ['a worker: {label}'],
  language,
  vocabularyVersionId: version(rows),
  encoderId,
  first: 100,
});

/** Two ways of wording what has been reviewed: each concept in another video. */
async function wordings(rows: Furnished) {
  const { vocabularyId, conceptIds, videoIds } = rows;
  const span = { vocabularyId, startMs: 0, endMs: 1000, verdict: 'draw' as const };
  const reviews = Object.values(conceptIds).map((conceptId, index) => ({
    ...span,
    conceptId,
    contentSha256: sha256(videoIds[index]!),
  }));
  valueOf(await createReviews(server.db, reviews));
  const other = { templates: ['{label} in a workshop'], language };
  return { recipeId: recipe(rows), one: { promptSetVersionId: promptSetVersion(rows) }, other };
}

async function recognized({ recognitionIds }: Furnished): Promise<string> {
  const where = { recognitionId: recognitionIds[0]! };
  return (await server.db.prisma.recognitionVideo.findFirstOrThrow({ where })).id;
}

/** A recognition that has replaced another. */
async function repeated({ recipeIds }: Furnished): Promise<string> {
  const where = { recipeId: recipeIds[0]!, publications: { some: {} } };
  return toGlobalId('Recognition', (await server.db.prisma.recognition.findFirstOrThrow({ where })).id);
}

async function promptSet({ promptSetVersionId: id }: Furnished): Promise<string> {
  return (await server.db.prisma.promptSetVersion.findUniqueOrThrow({ where: { id } })).promptSetId;
}

async function auditEntry({ videoIds }: Furnished): Promise<string> {
  const where = { subjectIds: { has: toGlobalId('Video', videoIds[0]!) } };
  return (await server.db.prisma.auditEntry.findFirstOrThrow({ where })).id;
}

async function download(): Promise<string> {
  return (await server.db.prisma.job.findFirstOrThrow({ where: { kind: 'pull' } })).id;
}

/** What people change many things with at a time; two statements of each write down who does. */
const CHANGES: Pages = {
  '/vocabularies/[id]': {
    ChangeVocabularyDraft: [19, (rows) => ({ input: renames(rows), stepCount: 1 })],
  },
  '/vocabularies/import': { ImportVocabulary: [19, (rows) => ({ input: importOf(rows) })] },
  '/recognitions/new': {
    StartRecognition: [
      16,
      (rows) => ({
        input: { recipeId: recipe(rows), videoIds: videos(rows), libraryIds: libraries(rows), filter: {} },
      }),
    ],
  },
  '/libraries': {
    SetVideosOperator: [
      11,
      (rows) => ({ input: { videoIds: videos(rows), operator: `one of ${rows.videoIds.length}` } }),
    ],
  },
  '/reviews': { DecideReviews: [17, async (rows) => ({ decisions: await decisions(rows) })] },
  '/videos/[id]': {
    SayReviews: [
      17,
      async (rows) => ({ reviews: said(rows), replacesIds: await reviewIds(await splitVocabulary(rows)) }),
    ],
    ImportAnnotations: [27, (rows) => ({ input: annotations(rows) })],
    // Those that have just been said.
    WithdrawReviews: [9, async (rows) => ({ ids: await reviewIds(rows.vocabularyId) })],
  },
};

const recipe = ({ recipeIds }: Furnished) => toGlobalId('Recipe', recipeIds[0]!);

/** Every concept of the draft, with an example, as one step. */
function renames({ draftId, concepts: words, videoIds }: Furnished) {
  const operations = words.map(({ id }, index) => ({
    put: {
      externalId: id,
      prefLabels: [{ language, text: `said anew ${index}` }],
      examples: [{ videoId: toGlobalId('Video', videoIds[index]!), startMs: 0, endMs: 500 }],
    },
  }));
  return { versionId: toGlobalId('VocabularyVersion', draftId), expectedRevision: 1, operations, asOne: true };
}

function importOf({ draftId, concepts: words }: Furnished) {
  const lines = ['id,prefLabel@en', ...words.map(({ id }, index) => `${id},from a file ${index}`)];
  const content = Buffer.from(lines.join('\n')).toString('base64');
  const versionId = toGlobalId('VocabularyVersion', draftId);
  return { versionId, expectedRevision: 2, fileName: 'words.csv', content, mode: 'fix' };
}

/** Of one video, with a label for each concept. */
function annotations(rows: Furnished) {
  const vocabularyId = toGlobalId('Vocabulary', rows.vocabularyId);
  const lines = rows.concepts.map(({ id }, index) => `v.mp4,${id},${index / 10},${(index + 1) / 10}`);
  const content = Buffer.from(['videoPath,label,startTime,endTime', ...lines].join('\n')).toString('base64');
  return { videoId: videos(rows)[0], vocabularyId, fileName: 'v.csv', content, replaces: true };
}

async function decisions({ queueItemIds }: Furnished) {
  const items = await server.db.prisma.reviewQueueItem.findMany({ where: { id: { in: queueItemIds } } });
  return items.map(({ id, candidateIds }) => ({
    itemId: toGlobalId('ReviewQueueItem', id),
    conceptId: toGlobalId('Concept', candidateIds[0]!),
  }));
}

/** Has a review in each video. */
async function splitVocabulary({ queueItemIds }: Furnished): Promise<string> {
  const { vocabularyId } = await server.db.prisma.reviewQueueItem.findFirstOrThrow({ where: { id: queueItemIds[0]! } });
  return vocabularyId;
}

async function reviewIds(vocabularyId: string): Promise<string[]> {
  const reviews = await server.db.prisma.review.findMany({ where: { vocabularyId } });
  return reviews.map(({ id }) => toGlobalId('Review', id));
}

const said = (rows: Furnished) =>
  videos(rows).map((videoId) => ({
    videoId,
    vocabularyId: vocabulary(rows),
    conceptId: concepts(rows)[0],
    startMs: 0,
    endMs: 500,
    verdict: 'correct',
  }));

/** The admin's operations, by name. */
const DOCUMENTS = new Map(
  Object.values(documents).flatMap((document) => {
    const text = String(document);
    const [, name] = /^\s*(?:query|mutation) (\w+)/.exec(text) ?? [];
    return name ? [[name, text] as const] : [];
  }),
);

const OPERATIONS = [PAGES, CHANGES].flatMap((pages) =>
  Object.entries(pages).flatMap(([page, operations]) =>
    Object.entries(operations).map(([operation, [most, variables]]) => ({ page, operation, most, variables })),
  ),
);

/** Few enough for the concepts that the server keeps in memory: what an operation has read, the next one finds there. */
const FEW = 3;
const MANY = 3 * FEW;

describe('the admin asks as few statements for many rows as for few', () => {
  let few: ReadonlyMap<string, number>;
  let many: ReadonlyMap<string, number>;

  beforeAll(async () => {
    few = await askAll(await furnish(server.db, FEW));
    many = await askAll(await furnish(server.db, MANY));
  });

  test.each(OPERATIONS)('$page: $operation takes at most $most', ({ operation, most }) => {
    expect(many.get(operation)).toBe(few.get(operation));
    expect(many.get(operation)).toBeLessThanOrEqual(most);
  });

  test('in every query that it has', () => {
    const counted = Object.values(PAGES).flatMap((operations) => Object.keys(operations));
    const queries = [...DOCUMENTS].filter(([, text]) => text.trimStart().startsWith('query'));
    expect(counted.toSorted()).toEqual(queries.map(([name]) => name).toSorted());
  });

  describe('what is asked for often is compiled', () => {
    const schema = createSchema();
    const run = compilingExecute(schema, { askedOften: 1 });
    const queries = Object.values(PAGES).flatMap((operations) => Object.keys(operations));
    test.each(queries)('%s is answered as by graphql-js', async (operation) => {
      const document = parse(DOCUMENTS.get(operation)!);
      const variableValues = { ...asked.get(operation) };
      const answerBy = async (carryOut: typeof run | typeof execute) => {
        const contextValue = createContext(server.services, 'test', { viewer: openViewer(null) });
        const answer = await carryOut({ schema, document, variableValues, contextValue });
        return JSON.parse(JSON.stringify(answer)) as object;
      };
      const expected = await answerBy(execute);
      expect(expected).not.toHaveProperty('errors');
      expect(await answerBy(run)).toEqual(expected);
    });
  });
});

/** What each operation was asked with at last. */
const asked = new Map<string, object>();

/** How many statements each operation takes. */
async function askAll(rows: Furnished): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { operation, variables } of OPERATIONS) {
    const given = await variables(rows);
    asked.set(operation, given);
    const query = DOCUMENTS.get(operation);
    if (!query) throw new Error(`the admin has no operation ${operation}`);
    const ask = async () => expectAnswer(await server.ask(query, given));
    const statements = await statementsOf(server.db, ask);
    counts.set(operation, statements.length);
  }
  return counts;
}

function expectAnswer(answer: Record<string, { readonly userErrors?: readonly object[] } | null>): void {
  for (const value of Object.values(answer)) {
    expect(value).not.toBeNull();
    expect(value?.userErrors ?? []).toEqual([]);
  }
}
