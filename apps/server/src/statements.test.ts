import { beforeAll, describe, expect, test } from '@jest/globals';
import * as documents from '../../admin/generated/graphql.ts';
import { statementsOf } from '../../../test/factories/database.ts';
import { furnish } from '../../../test/factories/furnished.ts';
import type { Furnished } from '../../../test/factories/furnished.ts';
import { useServer } from '../../../test/factories/server.ts';
import { toGlobalId } from './shared/global-id.ts';

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

/** Every page of the admin, and what it asks for; with the most statements that an operation may take. */
const PAGES: Readonly<Record<string, Readonly<Record<string, readonly [mostStatements: number, Variables]>>>> = {
  'every page': { ActiveJobs: [99, nothing], Search: [99, () => ({ text: 'act', language })] },
  '/': { Home: [99, nothing], HomeLibraries: [99, nothing] },
  '/jobs': { Jobs: [99, nothing] },
  '/encoders': { Encoders: [99, nothing], EncoderJobs: [99, nothing] },
  '/libraries': {
    Stations: [99, nothing],
    Libraries: [99, nothing],
    Videos: [99, () => ({ first: 100, filter: { text: 'mp4' }, orderBy: { field: 'NAME', direction: 'ASC' } })],
  },
  '/videos/[id]': {
    VideoPage: [99, (rows) => ({ id: videos(rows)[0] })],
    VideoSegments: [99, async (rows) => ({ id: toGlobalId('RecognitionVideo', await recognized(rows)) })],
    TrackConcepts: [99, (rows) => ({ versionId: version(rows), language })],
    ResolvedConcepts: [99, (rows) => ({ versionId: version(rows), conceptIds: concepts(rows) })],
  },
  '/vocabularies': { Vocabularies: [99, () => ({ includeArchived: true })] },
  '/vocabularies/presets': { VocabularyPresets: [99, () => ({ language })] },
  '/vocabularies/import': { ImportTargets: [99, nothing] },
  '/vocabularies/[id]': {
    Vocabulary: [99, (rows) => ({ id: vocabulary(rows) })],
    VersionContents: [99, (rows) => ({ id: draft(rows) })],
    ConceptKeys: [99, (rows) => ({ id: version(rows) })],
    DraftMark: [99, (rows) => ({ id: draft(rows) })],
    EditorChecks: [99, (rows) => ({ id: draft(rows) })],
    CheckConcept: [99, (rows) => ({ input: { versionId: draft(rows), concept, ...reading(rows) } })],
    OwnPromptTokens: [99, (rows) => ({ input: previews(rows) })],
    EncoderChoices: [99, nothing],
    DraftChanges: [99, (rows) => ({ id: draft(rows) })],
    ConceptHistory: [99, (rows) => ({ id: concepts(rows)[0] })],
    LatestChange: [99, (rows) => ({ id: draft(rows) })],
    ReplayableSteps: [99, (rows) => ({ id: draft(rows) })],
    ContentsOfConcepts: [99, (rows) => ({ ids: concepts(rows), versionId: draft(rows) })],
    ExampleVideo: [99, (rows) => ({ id: videos(rows)[0] })],
    VersionExports: [99, (rows) => ({ versionId: version(rows) })],
  },
  '/vocabularies/[id]/checks': {
    ChecksPage: [99, (rows) => ({ id: vocabulary(rows) })],
    ChecksOfVersion: [99, (rows) => ({ versionId: version(rows), language })],
    PromptChecks: [99, (rows) => ({ input: { versionId: version(rows), ...reading(rows) }, language })],
    ConfusableConcepts: [99, (rows) => ({ input: { versionId: version(rows), ...reading(rows) }, language })],
  },
  '/vocabularies/[id]/compare': {
    ComparisonVersions: [99, (rows) => ({ id: vocabulary(rows) })],
    CompareVersions: [99, (rows) => ({ fromId: version(rows), toId: draft(rows), language })],
  },
  '/vocabularies/[id]/publish': {
    PublishPage: [99, (rows) => ({ id: vocabulary(rows) })],
    DraftImpact: [99, (rows) => ({ versionId: draft(rows), language })],
    ImpactExamples: [99, (rows) => ({ versionId: draft(rows), conceptId: concepts(rows)[0] })],
  },
  '/moments': {
    MomentLibraries: [99, nothing],
    FindMoments: [99, (rows) => ({ input: { encoderId, text: 'act', first: 100, libraryIds: libraries(rows) } })],
    ConceptLook: [99, (rows) => ({ input: { versionId: draft(rows), concept, ...reading(rows) }, language })],
    DraftsForExamples: [99, nothing],
    DraftConcepts: [99, (rows) => ({ versionId: draft(rows), language })],
    ConceptToExtend: [
      99,
      ({ draftId, conceptIds }) => ({ contentId: toGlobalId('ConceptContent', `${draftId}/${conceptIds['c0']}`) }),
    ],
  },
  '/prompts': { PromptSets: [99, nothing] },
  '/prompts/[id]': {
    PromptSet: [99, async (rows) => ({ id: toGlobalId('PromptSet', await promptSet(rows)) })],
    PreviewChoices: [99, nothing],
    PreviewPrompts: [99, (rows) => ({ input: previews(rows), language })],
  },
  '/recognitions': { Recognitions: [99, nothing] },
  '/recognitions/new': {
    RecognitionChoices: [99, nothing],
    ChosenVideos: [99, (rows) => ({ ids: videos(rows) })],
    EncoderDownloads: [99, nothing],
  },
  '/recognitions/[id]': {
    RecognitionPage: [99, (rows) => ({ id: recognition(rows) })],
    RecognitionVideos: [99, (rows) => ({ id: recognition(rows) })],
  },
  '/reviews': {
    ReviewQueue: [99, () => ({ first: 100, language })],
    QueueProbabilities: [99, nothing],
    QueueVocabularies: [99, nothing],
  },
};

const libraries = ({ libraryIds }: Furnished) => libraryIds.map((id) => toGlobalId('VideoLibrary', id));
const previews = (rows: Furnished) => ({
  templates: ['a worker: {label}'],
  language,
  vocabularyVersionId: version(rows),
  encoderId,
  first: 100,
});

async function recognized({ recognitionIds }: Furnished): Promise<string> {
  const where = { recognitionId: recognitionIds[0]! };
  return (await server.db.prisma.recognitionVideo.findFirstOrThrow({ where })).id;
}

async function promptSet({ promptSetVersionId: id }: Furnished): Promise<string> {
  return (await server.db.prisma.promptSetVersion.findUniqueOrThrow({ where: { id } })).promptSetId;
}

const OPERATIONS = Object.entries(PAGES).flatMap(([page, operations]) =>
  Object.entries(operations).map(([operation, [most, variables]]) => ({ page, operation, most, variables })),
);

const FEW = 3;
const MANY = 3 * FEW;

describe('a page of the admin asks as few statements for many rows as for few', () => {
  let few: ReadonlyMap<string, string[]>;
  let many: ReadonlyMap<string, string[]>;

  beforeAll(async () => {
    few = await askAll(await furnish(server.db, FEW));
    many = await askAll(await furnish(server.db, MANY));
  });

  async function askAll(rows: Furnished): Promise<Map<string, string[]>> {
    const asked = new Map<string, string[]>();
    for (const { operation, variables } of OPERATIONS) {
      const query = String(documents[`${operation}Document` as keyof typeof documents]);
      const given = await variables(rows);
      asked.set(
        operation,
        await statementsOf(server.db, async () => {
          const answer = await server.ask<Record<string, any>>(query, given);
          for (const [name, value] of Object.entries(answer)) {
            if (value === null || value.userErrors?.length)
              throw new Error(`${operation} ${name}: ${JSON.stringify(value)}`);
          }
        }),
      );
    }
    return asked;
  }

  test.each(OPERATIONS)('$page: $operation, at most $most', ({ operation, most }) => {
    expect(many.get(operation)).toHaveLength(few.get(operation)!.length);
    expect(few.get(operation)!.length).toBeLessThanOrEqual(most);
  });

  test('table', () => {
    const fs = process.getBuiltinModule('fs');
    fs.writeFileSync(
      '/tmp/srv-statements.json',
      JSON.stringify(
        OPERATIONS.map(({ page, operation }) => ({
          page,
          operation,
          few: few.get(operation),
          many: many.get(operation),
        })),
        null,
        1,
      ),
    );
  });
});
