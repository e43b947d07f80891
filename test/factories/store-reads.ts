/** A request to every store that reads, against what `makeArchive` makes. */
import type { Database } from '../../prisma/src/database.ts';
import * as stores from '../../prisma/src/index.ts';
import { ENCODER } from './records.ts';

/** Ids from the middle of the archive, as requests would name them. */
export async function someOf({ prisma }: Database) {
  const page = { orderBy: { id: 'asc' }, skip: 5, take: 5 } as const;
  const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
  const vocabularyIds = ids(await prisma.vocabulary.findMany({ ...page, skip: 2 }));
  const [vocabularyId] = vocabularyIds as [string];
  const concepts = await prisma.concept.findMany({ where: { vocabularyId }, orderBy: { id: 'asc' }, take: 5 });
  const [first, second, draft] = await prisma.vocabularyVersion.findMany({
    where: { vocabularyId },
    orderBy: { number: 'asc' },
  });
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
    recipeIds: ids(await prisma.recipe.findMany(page)),
    videoIds: ids(videos),
    contents: videos.map(({ contentSha256 }) => contentSha256!),
    items,
    embedding,
    adapterIds: ids(await prisma.adapter.findMany({ ...page, omit: { model: true } })),
    evaluationIds: ids(await prisma.evaluation.findMany(page)),
    calibrationIds: ids(await prisma.calibration.findMany({ ...page, omit: { unknownRows: true } })),
    nodeIds: ids(await prisma.equipmentNode.findMany(page)),
    libraryIds: ids(await prisma.videoLibrary.findMany(page)),
    accountIds: ids(await prisma.account.findMany(page)),
    apiTokenIds: ids(await prisma.apiToken.findMany(page)),
    operatorIds: ids(await prisma.operator.findMany(page)),
    recognitionIds: ids(await prisma.recognition.findMany({ ...page, skip: 200 })),
    runIds: ids(await prisma.recognitionVideo.findMany({ ...page, skip: 2000, take: 50 })),
    publicationIds: ids(await prisma.publication.findMany({ ...page, skip: 2000 })),
    reviewIds: ids(await prisma.review.findMany({ where: { vocabularyId }, ...page, take: 50 })),
    jobIds: ids(await prisma.job.findMany({ ...page, skip: 2000 })),
    changeIds: ids(await prisma.vocabularyChange.findMany({ ...page, skip: 1000 })),
    changes: await prisma.change.findMany({ orderBy: { sequence: 'asc' }, skip: 2000, take: 5 }),
    endpointIds: ids(await prisma.webhookEndpoint.findMany(page)),
    deliveryIds: ids(await prisma.delivery.findMany({ ...page, skip: 2000 })),
    auditEntries: await prisma.auditEntry.findMany({ ...page, skip: 10_000 }),
    promptSetIds: ids(await prisma.promptSet.findMany({ ...page, skip: 3 })),
    promptSetVersionIds: ids(await prisma.promptSetVersion.findMany({ ...page, skip: 3 })),
  };
}

export type Some = Awaited<ReturnType<typeof someOf>>;
type Call = (db: Database, some: Some) => Promise<unknown>;

const STEPS = { first: 20, after: [2, 30], includeUndone: false } as const;
const { digest: encoderDigest } = ENCODER;
export const RULES: stores.RetentionRules = { supersededDays: 1, embeddingsDays: 1, picturesDays: 1 };

const DAYS = { from: new Date(Date.now() - 5 * 24 * 3_600_000), before: new Date() };
const eventScope = async ({ prisma }: Database, { recipeIds: [id] }: Some) => {
  const { lineageId, vocabularyVersion } = await prisma.recipe.findUniqueOrThrow({
    where: { id: id! },
    include: { vocabularyVersion: true },
  });
  return { lineageId, vocabularyId: vocabularyVersion.vocabularyId };
};

/** The stores that read; some in several ways. */
export const READS: Readonly<Partial<Record<keyof typeof stores, Call | readonly Call[]>>> = {
  areInvited: (db, { accountIds }) => stores.areInvited(db, accountIds),
  findApiToken: (db) => stores.findApiToken(db, 'actionary_x'),
  findInvited: (db) => stores.findInvited(db, 'x'),
  getAccounts: (db, { accountIds }) => stores.getAccounts(db, accountIds),
  getApiTokens: (db, { apiTokenIds }) => stores.getApiTokens(db, apiTokenIds),
  hasAccounts: (db) => stores.hasAccounts(db),
  lastSeenOfAccounts: (db, { accountIds }) => stores.lastSeenOfAccounts(db, accountIds),
  listAccounts: (db) => stores.listAccounts(db),
  listApiTokens: (db, { apiTokenIds: [id] }) =>
    stores.listApiTokens(db, { first: 20, after: stores.cursorOf({ id: id! }) }),
  getAdapters: (db, { adapterIds }) => stores.getAdapters(db, adapterIds),
  listAdapters: [
    (db, { adapterIds }) => stores.listAdapters(db, null, after(adapterIds)),
    (db, { vocabularyId }) => stores.listAdapters(db, vocabularyId),
  ],
  readAdapterModel: (db, { adapterIds }) => stores.readAdapterModel(db, adapterIds[0]!),
  getEvaluations: (db, { evaluationIds }) => stores.getEvaluations(db, evaluationIds),
  listEvaluations: [
    (db, { evaluationIds }) => stores.listEvaluations(db, { recipeId: null, protocol: null }, after(evaluationIds)),
    (db, { recipeIds }) => stores.listEvaluations(db, { recipeId: recipeIds[0]!, protocol: 'confusion' }),
  ],
  latestRunsOfRecipe: (db, { recipeIds, videoIds }) => stores.latestRunsOfRecipe(db, recipeIds[0]!, videoIds),
  recognizedTime: (db, { recipeIds }) => stores.recognizedTime(db, recipeIds[0]!),
  reviewWork: (db, { vocabularyId }) => stores.reviewWork(db, { vocabularyId, until: new Date() }),
  getCalibrations: (db, { calibrationIds }) => stores.getCalibrations(db, calibrationIds),
  readUnknownRows: (db, { calibrationIds }) => stores.readUnknownRows(db, calibrationIds[0]!),
  listCalibrations: [
    (db, { calibrationIds }) => stores.listCalibrations(db, null, after(calibrationIds)),
    (db, { vocabularyId }) => stores.listCalibrations(db, vocabularyId),
  ],
  listReviewCandidates: (db, { recipeIds, vocabularyId }) =>
    stores.listReviewCandidates(db, { recipeId: recipeIds[0]!, vocabularyId, count: 500 }),
  readWork: (db, { first, videoIds }) =>
    stores.readWork(db, { lineageId: first.id, version: first, selection: { videoIds } }),
  readWorkPage: (db, { first, videoIds }) =>
    stores.readWorkPage(db, { lineageId: first.id, version: first, selection: { videoIds } }, null),
  reviewedSpans: (db, { vocabularyId, second }) => stores.reviewedSpans(db, { vocabularyId, versionId: second.id }),
  childrenOfNodes: (db, { nodeIds }) => stores.childrenOfNodes(db, nodeIds),
  findEquipmentNode: (db) => stores.findEquipmentNode(db, 'CELL-1'),
  getEquipmentNodes: (db, { nodeIds }) => stores.getEquipmentNodes(db, nodeIds),
  pathsOfNodes: (db, { nodeIds }) => stores.pathsOfNodes(db, nodeIds),
  listEquipmentNodes: (db) => stores.listEquipmentNodes(db),
  findVideoLibrary: (db) => stores.findVideoLibrary(db, 'LIBRARY-1'),
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
      stores.listVideos(db, { libraryId: libraryIds[0]! }, {}, { field: 'recordedAt', direction: 'desc' }),
    (db, { libraryIds }) => stores.listVideos(db, { libraryId: libraryIds[0]!, text: '17' }),
    (db, { nodeIds }) =>
      stores.listVideos(db, { equipmentNodeId: nodeIds[0]! }, {}, { field: 'name', direction: 'asc' }),
    (db) => stores.listVideos(db, { workOrder: 'ORDER-17' }),
    (db) => stores.listVideos(db, { serialNumber: 'SN-17' }),
  ],
  countVideosOfOperators: (db, { operatorIds }) => stores.countVideosOfOperators(db, operatorIds),
  getOperators: (db, { operatorIds }) => stores.getOperators(db, operatorIds),
  listOperators: (db) => stores.listOperators(db),
  countVideos: (db, { libraryIds }) => stores.countVideos(db, { libraryId: libraryIds[0]!, status: 'ready' }),
  findNamedVideos: [
    (db, { videoIds }) => stores.findNamedVideos(db, { id: videoIds[0]! }),
    (db, { contents }) => stores.findNamedVideos(db, { contentSha256: contents[0]! }),
    (db, { libraryIds }) => stores.findNamedVideos(db, { libraryId: libraryIds[0]!, path: 'line/shift-1.mp4' }),
    (db) => stores.findNamedVideos(db, { externalId: 'SHIFT-7' }),
    (db, { libraryIds }) => stores.findNamedVideos(db, { libraryId: libraryIds[0]!, externalId: 'SHIFT-7' }),
  ],
  videosByExternalId: [
    (db) => stores.videosByExternalId(db, 'SHIFT-7'),
    (db, { libraryIds }) => stores.videosByExternalId(db, 'SHIFT-7', { libraryId: libraryIds[0]! }),
  ],
  listKnownFiles: (db, { libraryIds }) => stores.listKnownFiles(db, libraryIds[0]!),
  listKnownLike: (db, { libraryIds }) =>
    stores.listKnownLike(db, libraryIds[0]!, [{ path: 'line/shift-1.mp4', sizeBytes: 2, modifiedAt: new Date(0) }]),
  listWatchedLibraries: (db) => stores.listWatchedLibraries(db),
  listArrivals: (db, { libraryIds }) => stores.listArrivals(db, libraryIds[0]!),
  endsOfRecognition: (db, { recognitionIds }) => stores.endsOfRecognition(db, recognitionIds[0]!),
  listFilesElsewhere: (db, { libraryIds }) => stores.listFilesElsewhere(db, libraryIds[0]!, [2]),
  findVocabulary: (db) => stores.findVocabulary(db, 'words'),
  getVocabularies: (db, { vocabularyIds }) => stores.getVocabularies(db, vocabularyIds),
  getVocabularyVersions: (db, { first, second }) => stores.getVocabularyVersions(db, [first.id, second.id]),
  countConcepts: (db, { first, second }) => stores.countConcepts(db, [first.id, second.id]),
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
  reviewsOfContents: [
    (db, { contents, vocabularyId }) =>
      stores.reviewsOfContents(db, contents, { vocabularyId, track: 'work', areInstants: false }),
    (db, { contents, vocabularyId }) =>
      stores.reviewsOfContents(
        db,
        contents,
        { vocabularyId, track: 'leftHand', areInstants: true },
        { after: stores.cursorOfReview({ id: vocabularyId, startMs: 0, endMs: 1 }) },
      ),
  ],
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
  embeddedFramesOf: (db, { embedding: { contentSha256, sampling } }) =>
    stores.embeddedFramesOf(db, [contentSha256], { encoderDigest, sampling }),
  listEmbeddedVideos: (db, { libraryIds }) =>
    stores.listEmbeddedVideos(db, { encoderDigest, libraryIds: [libraryIds[0]!] }),
  countUnembeddedVideos: (db, { libraryIds }) =>
    stores.countUnembeddedVideos(db, { encoderDigest, libraryIds: [libraryIds[0]!] }),
  getEmbedding: (db, { embedding }) => stores.getEmbedding(db, embedding.id),
  missingSpans: (db, { embedding }) => stores.missingSpans(db, embedding.id),
  runsAwaiting: (db, { embedding }) => stores.runsAwaiting(db, embedding.id),
  readChunks: (db, { embedding }) => stores.readChunks(db, [{ embeddingId: embedding.id, chunkIndex: 1 }]),
  listUnsuggestedItems: (db, { second }) => stores.listUnsuggestedItems(db, second.id, { after: null, first: 200 }),
  readingsOfContents: (db, { second, contents }) => stores.readingsOfContents(db, second.id, contents),
  versionsToSuggest: (db) => stores.versionsToSuggest(db),
  findRecipe: (db) => stores.findRecipe(db, 'recipe 1'),
  getRecipes: (db, { recipeIds }) => stores.getRecipes(db, recipeIds),
  conceptsCountingAs: (db, { second, conceptIds }) => stores.conceptsCountingAs(db, second.id, conceptIds),
  listWorkEvents: [
    async (db, some) => {
      const scope = await eventScope(db, some);
      const page = await stores.listWorkEvents(
        db,
        { ...scope, equipmentNodeId: some.nodeIds[0]!, ...DAYS },
        { first: 100 },
      );
      const endCursor = stores.cursorOfEvent(page.nodes.at(-1)!);
      await stores.listWorkEvents(
        db,
        { ...scope, equipmentNodeId: some.nodeIds[0]!, ...DAYS },
        { first: 100, after: endCursor },
      );
    },
    async (db, some) => stores.listWorkEvents(db, await eventScope(db, some), { first: 20 }),
    async (db, some) => stores.listWorkEvents(db, { ...(await eventScope(db, some)), workOrder: 'ORDER-17' }),
    async (db, some) => stores.listWorkEvents(db, { ...(await eventScope(db, some)), serialNumber: 'SN-17' }),
    async (db, some) => stores.listWorkEvents(db, { ...(await eventScope(db, some)), videoId: some.videoIds[17]! }),
  ],
  listRecipes: (db, { recipeIds }) => stores.listRecipes(db, after(recipeIds)),
  currentOfVideos: (db, { videoIds }) => stores.currentOfVideos(db, videoIds),
  getRecognitionVideos: (db, { runIds }) => stores.getRecognitionVideos(db, runIds),
  listQueuedRuns: (db, { recognitionIds }) => stores.listQueuedRuns(db, recognitionIds[0]!),
  openRunsBetween: (db, { recognitionIds, runIds }) =>
    stores.openRunsBetween(db, { recognitionId: recognitionIds[0]!, fromId: runIds[0]!, toId: runIds.at(-1)! }),
  totalsOfSelection: [
    (db, { videoIds }) => stores.totalsOfSelection(db, { videoIds }, { encoderDigest, sampling: 'fps=2', fps: 2 }),
    (db, { libraryIds }) =>
      stores.totalsOfSelection(
        db,
        { libraryIds, filter: { text: '17' } },
        { encoderDigest, sampling: 'native', fps: null },
      ),
  ],
  measuredEmbeddings: (db) => stores.measuredEmbeddings(db, encoderDigest),
  measuredScoring: (db) => stores.measuredScoring(db, encoderDigest),
  getRecognitions: (db, { recognitionIds }) => stores.getRecognitions(db, recognitionIds),
  listRecognitions: [
    (db, { recognitionIds }) => stores.listRecognitions(db, after(recognitionIds)),
    (db) => stores.listRecognitions(db, {}, { state: 'running' }),
  ],
  compareRecognitions: [
    (db, { recognitionIds }) => stores.compareRecognitions(db, comparedIn(recognitionIds)),
    (db, { recognitionIds }) => stores.compareRecognitions(db, { afterId: recognitionIds[0]!, beforeId: null }),
  ],
  comparisonMark: (db, { recognitionIds }) => stores.comparisonMark(db, comparedIn(recognitionIds)),
  changedSpans: (db, { recognitionIds, videoIds, runIds }) =>
    stores.changedSpans(db, comparedIn(recognitionIds), {
      videoId: videoIds[0]!,
      beforeRunId: runIds[0]!,
      afterRunId: runIds[1]!,
    }),
  countHeld: (db, { recognitionIds }) => stores.countHeld(db, recognitionIds),
  getPublications: (db, { publicationIds }) => stores.getPublications(db, publicationIds),
  listPublications: (db, { publicationIds }) => stores.listPublications(db, after(publicationIds)),
  publicationsOfRecognitions: (db, { recognitionIds }) => stores.publicationsOfRecognitions(db, recognitionIds),
  recognitionsOfVideos: (db, { videoIds, runIds }) => stores.recognitionsOfVideos(db, videoIds, after(runIds)),
  videosOfRecognitions: [
    (db, { recognitionIds, runIds }) => stores.videosOfRecognitions(db, recognitionIds, after(runIds)),
    (db, { recognitionIds, runIds }) =>
      stores.videosOfRecognitions(db, recognitionIds, { ...after(runIds), state: 'failed', errorCode: 'DAMAGED' }),
  ],
  failuresOfRecognitions: (db, { recognitionIds }) => stores.failuresOfRecognitions(db, recognitionIds),
  isWanted: [
    (db, { recognitionIds: [recognitionId] }) => stores.isWanted(db, { recognitionId: recognitionId!, round: 0 }),
    (db, { recognitionIds: [recognitionId], runIds: [recognitionVideoId] }) =>
      stores.isWanted(db, { recognitionId: recognitionId!, recognitionVideoId: recognitionVideoId!, round: 0 }),
  ],
  search: (db) => stores.search(db, 'shift-17', 20),
  segmentsOf: (db, { runIds }) => stores.segmentsOf(db, runIds, { fromMs: 1000, toMs: 4000 }),
  getJobs: (db, { jobIds }) => stores.getJobs(db, jobIds),
  latestJobsOfLibraries: [
    (db, { libraryIds }) => stores.latestJobsOfLibraries(db, libraryIds, 'scan'),
    (db, { libraryIds }) => stores.latestJobsOfLibraries(db, libraryIds, 'expire'),
  ],
  videoIdsOfLibrary: (db, { libraryIds, videoIds }) =>
    stores.videoIdsOfLibrary(db, libraryIds[0]!, { first: 50, after: videoIds[0]! }),
  dueOfVideos: (db, { libraryIds, videoIds }) =>
    stores.dueOfVideos(db, { libraryId: libraryIds[0]!, rules: RULES, videoIds }),
  librariesToExpire: (db) => stores.librariesToExpire(db),
  sequenceChanges: (db) => stores.sequenceChanges(db),
  latestSequence: (db) => stores.latestSequence(db),
  listChanges: [
    (db, { changes }) => stores.listChanges(db, {}, { after: stores.cursorOfChange(changes[0]!.sequence!) }),
    (db, { changes }) =>
      stores.listChanges(db, { types: ['job.failed'] }, { after: stores.cursorOfChange(changes[0]!.sequence!) }),
    (db, { changes }) => stores.listChanges(db, { subjectId: changes[0]!.subjectId }),
  ],
  getChanges: (db, { changes }) =>
    stores.getChanges(
      db,
      changes.map(({ id }) => String(id)),
    ),
  listWebhookEndpoints: (db) => stores.listWebhookEndpoints(db),
  getWebhookEndpoints: (db, { endpointIds }) => stores.getWebhookEndpoints(db, endpointIds),
  operatingFigures: (db) => stores.operatingFigures(db),
  workOfEndpoints: (db) => stores.workOfEndpoints(db),
  listDeliveries: [
    (db, { deliveryIds }) => stores.listDeliveries(db, {}, after(deliveryIds)),
    (db, { endpointIds }) =>
      stores.listDeliveries(db, { endpointId: endpointIds[0]!, createdFrom: new Date(0), createdBefore: new Date() }),
    (db) => stores.listDeliveries(db, { state: 'failed' }),
  ],
  countReplayed: (db, { endpointIds, changes }) => {
    const [first, last] = [changes[0]!, changes.at(-1)!].map(({ sequence }) => stores.cursorOfChange(sequence!));
    return stores.countReplayed(db, endpointIds[0]!, { afterCursor: first!, toCursor: last! });
  },
  getDeliveries: (db, { deliveryIds }) => stores.getDeliveries(db, deliveryIds),
  attemptsOfDeliveries: (db, { deliveryIds }) => stores.attemptsOfDeliveries(db, deliveryIds),
  auditActions: (db) => stores.auditActions(db),
  auditHead: (db) => stores.auditHead(db),
  auditRange: [
    (db) => stores.auditRange(db, { from: null, before: null }),
    (db, { auditEntries }) =>
      stores.auditRange(db, { from: auditEntries[0]!.occurredAt, before: auditEntries[4]!.occurredAt }),
  ],
  getAuditEntries: (db, { auditEntries }) =>
    stores.getAuditEntries(
      db,
      auditEntries.map(({ id }) => id),
    ),
  listAuditEntries: [
    (db, { auditEntries }) =>
      stores.listAuditEntries(db, {}, { first: 20, after: stores.cursorOf({ id: auditEntries[0]!.id }) }),
    (db, { auditEntries }) => stores.listAuditEntries(db, { actorId: auditEntries[0]!.actorId }),
    (db, { auditEntries }) => stores.listAuditEntries(db, { subjectId: auditEntries[0]!.subjectIds[0]! }),
    (db, { auditEntries }) => stores.listAuditEntries(db, { action: auditEntries[0]!.action }),
    (db) => stores.listAuditEntries(db, { outcome: 'failed' }),
    (db, { auditEntries }) =>
      stores.listAuditEntries(db, { from: auditEntries[0]!.occurredAt, before: auditEntries[4]!.occurredAt }),
    (db) => stores.listAuditEntries(db, { text: 'person 1' }),
  ],
  sealedEntries: (db) => stores.sealedEntries(db, { after: 9000n, to: 12_000n, most: 500 }),
  verifyAudit: (db) => stores.verifyAudit(db),
  listActiveJobs: (db) => stores.listActiveJobs(db),
  listJobs: [
    (db, { jobIds }) => stores.listJobs(db, after(jobIds)),
    (db) => stores.listJobs(db, {}, { states: ['queued', 'running'] }),
  ],
};

/** What the server asks without a store. */
export const READS_OF_THE_SERVER: readonly Call[] = [
  // By the sign-in library.
  ({ prisma }, { accountIds: [ownerId] }) => prisma.credential.findMany({ where: { ownerId: ownerId! } }),
  ({ prisma }) => prisma.verification.findMany({ where: { identifier: 'state 7' } }),
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

/** A recognition with itself: both have recognised the same videos. */
function comparedIn([id]: readonly string[]) {
  return { afterId: id!, beforeId: id! };
}

function after(ids: readonly string[]) {
  return { first: 50, after: stores.cursorOf({ id: ids[0]! }) };
}
