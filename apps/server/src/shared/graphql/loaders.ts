/** Per request: what one tick asks for, one by one, is read in one statement. */
import {
  attemptsOfDeliveries,
  changesOfConcepts,
  changesOfVersions,
  childrenOfNodes,
  clientsOfVocabularies,
  conceptsByExternalIds,
  countConcepts,
  countHeld,
  countVideosOfOperators,
  currentOfVideos,
  getAccounts,
  getAdapters,
  getApiTokens,
  getAuditEntries,
  getCalibrations,
  getChanges,
  getConceptContents,
  getConcepts,
  getDeliveries,
  decisionsOfReviews,
  exampleSegments,
  failuresOfRecognitions,
  getEncoders,
  getEquipmentNodes,
  getEvaluations,
  getJobs,
  getOperators,
  getPromptSets,
  getPromptSetVersions,
  getPublications,
  getRecipes,
  getRecognitions,
  getRecognitionVideos,
  getResolutions,
  getReviewQueueItems,
  getReviews,
  getVideoLibraries,
  getVideos,
  getVocabularies,
  getVocabularyChanges,
  getVocabularyVersions,
  getWebhookEndpoints,
  areInvited,
  latestJobsOfLibraries,
  lastSeenOfAccounts,
  latestVersions,
  librariesOfNodes,
  pathsOfNodes,
  publicationsOfRecognitions,
  recipesOfVocabularies,
  recognitionsOfVideos,
  reviewsOfContents,
  segmentsOf,
  sidesOfChanges,
  totalsOfLibraries,
  undoStates,
  versionsOfPromptSets,
  versionsOfVocabularies,
  videosOfContents,
  videosOfLibraries,
  videosOfRecognitions,
} from '@actionary/database';
import type {
  Database,
  Page,
  PageRequest,
  RecognitionVideoFilter,
  ReviewScope,
  SegmentFilter,
} from '@actionary/database';
import DataLoader from 'dataloader';
import { cachedConcepts } from '../concepts/concepts-cache.ts';
import { findEncoders } from '../encoders/encoder-catalogue.ts';

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders(db: Database) {
  const vocabularyVersion = batch(db, getVocabularyVersions);
  const versions = (ids: readonly string[]) => Promise.all(ids.map((id) => vocabularyVersion.load(id)));
  return {
    account: batch(db, getAccounts),
    adapter: batch(db, getAdapters),
    apiToken: batch(db, getApiTokens),
    attemptsOfDelivery: batch(db, attemptsOfDeliveries),
    auditEntry: batch(db, getAuditEntries),
    calibration: batch(db, getCalibrations),
    catalogueEncoder: batch(db, (_, ids) => findEncoders(ids)),
    change: batch(db, getChanges),
    changesOfConcept: withArguments(db, changesOfConcepts),
    changesOfVersion: withArguments(db, changesOfVersions),
    childrenOfNode: batch(db, childrenOfNodes),
    clientsOfVocabulary: batch(db, clientsOfVocabularies),
    concept: batch(db, getConcepts),
    conceptByExternalId: batch(db, conceptsByExternalIds),
    conceptContent: batch(db, getConceptContents),
    conceptCountOfVersion: batch(db, countConcepts),
    conceptsOfVersion: batch(db, async (_db, ids) => cachedConcepts(_db, await versions(ids))),
    currentOfVideo: batch(db, currentOfVideos),
    decisionOfReview: batch(db, decisionsOfReviews),
    delivery: batch(db, getDeliveries),
    encoder: batch(db, getEncoders),
    equipmentNode: batch(db, getEquipmentNodes),
    evaluation: batch(db, getEvaluations),
    failuresOfRecognition: batch(db, failuresOfRecognitions),
    exampleSegments: batch(db, exampleSegments),
    heldCountOfRecognition: batch(db, countHeld),
    job: batch(db, getJobs),
    lastExpiryOfLibrary: batch(db, (_db, ids) => latestJobsOfLibraries(_db, ids, 'expire')),
    lastScanOfLibrary: batch(db, (_db, ids) => latestJobsOfLibraries(_db, ids, 'scan')),
    latestVersion: batch(db, latestVersions),
    librariesOfNode: batch(db, librariesOfNodes),
    operator: batch(db, getOperators),
    pathOfNode: batch(db, pathsOfNodes),
    promptSet: batch(db, getPromptSets),
    promptSetVersion: batch(db, getPromptSetVersions),
    publication: batch(db, getPublications),
    publicationsOfRecognition: batch(db, publicationsOfRecognitions),
    isInvited: batch(db, areInvited),
    lastSeenOfAccount: batch(db, lastSeenOfAccounts),
    recipe: batch(db, getRecipes),
    recipesOfVocabulary: batch(db, recipesOfVocabularies),
    recognition: batch(db, getRecognitions),
    recognitionVideo: batch(db, getRecognitionVideos),
    recognitionsOfVideo: pages(db, recognitionsOfVideos),
    resolution: batch(db, getResolutions),
    review: batch(db, getReviews),
    reviewQueueItem: batch(db, getReviewQueueItems),
    reviewsOfContent: withArguments(
      db,
      (
        _db,
        contents: readonly string[],
        { scope, page }: { readonly scope: ReviewScope; readonly page: PageRequest },
      ) => reviewsOfContents(_db, contents, scope, page),
    ),
    segmentsOf: withArguments(db, (_db, ids: readonly string[], filter: SegmentFilter) => segmentsOf(_db, ids, filter)),
    sidesOfChange: batch(db, sidesOfChanges),
    totalsOfLibrary: batch(db, totalsOfLibraries),
    undoState: batch(db, undoStates),
    versionsOfPromptSet: batch(db, versionsOfPromptSets),
    versionsOfVocabulary: batch(db, versionsOfVocabularies),
    video: batch(db, getVideos),
    videoCountOfOperator: batch(db, countVideosOfOperators),
    videoOfContent: batch(db, videosOfContents),
    videoLibrary: batch(db, getVideoLibraries),
    videosOfLibrary: pages(db, (_db, ids, page) => videosOfLibraries(_db, ids, page, 'oldestFirst')),
    videosOfRecognition: withArguments(
      db,
      (_db, ids: readonly string[], wanted: PageRequest & RecognitionVideoFilter) =>
        videosOfRecognitions(_db, ids, wanted),
    ),
    vocabulary: batch(db, getVocabularies),
    vocabularyChange: batch(db, getVocabularyChanges),
    vocabularyVersion,
    webhookEndpoint: batch(db, getWebhookEndpoints),
  };
}

type GetMany<T> = (db: Database, keys: readonly string[]) => Promise<T[]>;

function batch<T>(db: Database, getMany: GetMany<T>): DataLoader<string, T> {
  return new DataLoader((keys) => getMany(db, keys));
}

/** A key and what else the children depend on. */
interface KeyWithArguments<Args> {
  readonly key: string;
  readonly args: Args;
}

type GetPages<T> = (db: Database, keys: readonly string[], page: PageRequest) => Promise<Page<T>[]>;

function pages<T>(db: Database, getPages: GetPages<T>) {
  return withArguments(db, getPages);
}

/** Keys with equal arguments are read together: as many batches as there are different arguments in the query. */
function withArguments<T, Args>(
  db: Database,
  getMany: (db: Database, keys: readonly string[], args: Args) => Promise<T[]>,
) {
  return new DataLoader<KeyWithArguments<Args>, T, string>(
    async (wanted) => {
      const found = new Map<KeyWithArguments<Args>, T>();
      for (const group of Map.groupBy(wanted, ({ args }) => JSON.stringify(args)).values()) {
        const keys = group.map(({ key }) => key);
        const values = await getMany(db, keys, group[0].args);
        for (const [index, one] of group.entries()) found.set(one, values[index]);
      }
      return wanted.map((one) => found.get(one)!);
    },
    { cacheKeyFn: (one) => JSON.stringify([one.key, one.args]) },
  );
}
