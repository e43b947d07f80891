import {
  addVideos,
  createAccount,
  createApiToken,
  findInvited,
  invite,
  changeDraft,
  createEquipmentNode,
  createJob,
  createPromptSet,
  createRecognition,
  createReviews,
  createVideoLibrary,
  createWebhookEndpoint,
  finishEvaluation,
  finishCalibration,
  finishRecognitionVideo,
  finishTraining,
  noteAttempt,
  noteClient,
  openDraft,
  publishDraft,
  publishRecognition,
  rollBackRecognition,
  saveRecipe,
  savePromptSetVersion,
  sequenceChanges,
  setVideoReady,
  setVideosOperator,
  startRecognitionVideo,
  takeDeliveries,
  updateVideoLibrary,
  versionsOfPromptSets,
  useInvitation,
  beginAudit,
  endAudit,
  sealAudit,
} from '../../prisma/src/index.ts';
import type { ConceptInput, Database, DraftOperation, Encoder } from '../../prisma/src/index.ts';
import { registerWorkbench, writeEmbedding } from './embeddings.ts';
import { FACTS, makeVersion, sha256, valueOf } from './records.ts';

/** Database ids of what was added, and contents of the vocabulary that is as long as everything else. */
export type Furnished = Awaited<ReturnType<typeof furnish>>;

/** Adds `count` of everything that any page lists: each thing with as many of what belongs to it. */
export async function furnish(db: Database, count: number) {
  const name = `w${count}`;
  const encoder = await registerWorkbench(db);
  const endpointIds = await makeEndpoints(db, name, count);
  const { libraryIds, videoIds } = await makeLibraries(db, name, count);
  for (const videoId of videoIds) await embed(db, sha256(videoId), encoder);
  await makeAccounts(db, name, count);
  const promptSetVersionIds = await makePromptSets(db, name, count);
  const vocabulary = await makeVocabulary(db, count, videoIds);
  const { recipeIds, recognitionIds } = await makeRecognitions(db, name, {
    vocabularyVersionId: vocabulary.versionId,
    promptSetVersionIds,
    encoderDigest: encoder.digest,
    conceptIds: Object.values(vocabulary.conceptIds),
    videoIds,
  });
  for (const [index, libraryId] of libraryIds.entries()) {
    valueOf(await updateVideoLibrary(db, libraryId, { watchRecipeId: recipeIds[index % recipeIds.length]! }));
    valueOf(await createJob(db, { kind: 'scan', libraryId }));
    valueOf(await createJob(db, { kind: 'pull', payload: { catalogueId: 'clip-vit-b32' } }));
  }
  const adapterIds = await makeAdapters(db, name, { recipeIds, vocabulary, encoderDigest: encoder.digest });
  for (const [index, adapterId] of adapterIds.entries()) {
    const called = { externalId: `${name} taught ${index}`, name: `${name} taught recipe ${index}` };
    const pinned = { vocabularyVersionId: vocabulary.versionId, encoderDigest: encoder.digest, adapterId };
    valueOf(await saveRecipe(db, { ...called, ...pinned, promptSetVersionId: promptSetVersionIds[index]! }));
  }
  const evaluationIds = await makeEvaluations(db, recipeIds, vocabulary);
  const calibrationIds = await makeCalibrations(db, name, { recipeIds, vocabulary, encoderDigest: encoder.digest });
  for (const [index, calibrationId] of calibrationIds.entries()) {
    const called = { externalId: `${name} calibrated ${index}`, name: `${name} calibrated recipe ${index}` };
    const pinned = { vocabularyVersionId: vocabulary.versionId, encoderDigest: encoder.digest, calibrationId };
    valueOf(await saveRecipe(db, { ...called, ...pinned, promptSetVersionId: promptSetVersionIds[index]! }));
  }
  const queueItemIds = await makeSplitVocabulary(db, `${name} of all videos`, videoIds);
  for (const videoId of videoIds) await makeSplitVocabulary(db, `${name} of ${videoId}`, [videoId]);
  await changeEverything(db, vocabulary);
  await doThings(db, name, videoIds);
  for (const endpointId of endpointIds) await deliverSome(db, endpointId, count);
  const [promptSetVersionId] = promptSetVersionIds;
  const learned = { adapterIds, calibrationIds, evaluationIds };
  const made = { promptSetVersionId, videoIds, libraryIds, recipeIds, recognitionIds, queueItemIds };
  return { ...vocabulary, ...made, ...learned };
}

const indices = (count: number) => Array.from({ length: count }, (_, index) => index);

/** So many may be made twice. */
const MAX_ENDPOINTS = 20;

/** Their host is nowhere. */
async function makeEndpoints(db: Database, name: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (const index of indices(Math.min(count, MAX_ENDPOINTS))) {
    const input = { url: `https://mes.invalid/${name}/${index}`, types: [], createdBy: null };
    ids.push(valueOf(await createWebhookEndpoint(db, input)).endpoint.id);
  }
  return ids;
}

/** As many deliveries as wanted, of which each has failed and is sent again. */
async function deliverSome(db: Database, endpointId: string, count: number): Promise<void> {
  await sequenceChanges(db);
  const { deliveries } = await takeDeliveries(db, endpointId, { most: count, leaseMs: 0 });
  const made = { startedAt: new Date(), durationMs: 1, status: 503, responseExcerpt: 'busy' };
  const problem = { error: 'answered 503', errorKind: 'status' } as const;
  for (const delivery of deliveries)
    await noteAttempt(db, delivery, { ...made, ...problem }, { state: 'waiting', inMs: 1000 }, { isGone: false });
}

/** Each video was changed by somebody else. */
async function doThings(db: Database, name: string, videoIds: readonly string[]): Promise<void> {
  const accounts = await db.prisma.account.findMany({ orderBy: { id: 'desc' }, take: videoIds.length });
  for (const [index, videoId] of videoIds.entries()) {
    const account = accounts[index % accounts.length]!;
    const actor = { actorKind: 'account', actorId: account.id, actorName: account.name, address: '10.0.0.7' } as const;
    const subjectIds = [Buffer.from(`Video:${videoId}`).toString('base64url')];
    const act = { action: 'updateVideo', subjectIds, details: { id: videoId }, requestId: `${name}-${index}` };
    const id = await beginAudit(db, { ...actor, ...act });
    await endAudit(db, id, { outcome: 'succeeded', code: null, subjectIds });
  }
  await sealAudit(db);
}

async function makePromptSets(db: Database, name: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (const index of indices(count)) {
    const texts = { language: 'en', templates: ['a worker: {label}'] };
    const { id } = valueOf(await createPromptSet(db, { name: `${name} prompts ${index}`, ...texts }));
    valueOf(await savePromptSetVersion(db, id, { language: 'en', templates: ['{label}'] }));
    ids.push(...(await versionsOfPromptSets(db, [id])).flat().map((version) => version.id));
  }
  return ids;
}

/** What was learned from. */
interface Learned {
  readonly recipeIds: readonly string[];
  readonly vocabulary: Awaited<ReturnType<typeof makeVocabulary>>;
  readonly encoderDigest: string;
}

/** One for each recipe, as a training stores it. */
async function makeAdapters(
  db: Database,
  name: string,
  { recipeIds, vocabulary, encoderDigest }: Learned,
): Promise<string[]> {
  const { vocabularyId } = vocabulary;
  const conceptIds = Object.values(vocabulary.conceptIds);
  const concepts = conceptIds.map((conceptId) => ({ conceptId, spanCount: 2, frozenCount: 1, adaptedCount: 2 }));
  const methods = ['frozen', 'adapter', 'linear', 'tipAdapter', 'gda'].map((method) => ({
    method,
    all: 0.5,
    ece: 0.1,
  }));
  const gain = { value: 0.5, low: 0.25, high: 0.75 };
  const report = { spanCount: 2, videoCount: 5, heldOut: 'videos', methods, gain, novelGain: null, concepts };
  const ids: string[] = [];
  for (const [index, recipeId] of recipeIds.entries()) {
    const { id: jobId } = valueOf(await createJob(db, { kind: 'train', payload: { recipeId } }));
    const id = await finishTraining(db, jobId, {
      name: `${name} adapter ${index}`,
      kind: 'linear',
      vocabularyId,
      recipeId,
      encoderDigest,
      seed: 1,
      model: Uint8Array.of(1),
      conceptIds,
      spanCount: 2,
      report,
      refusals: [],
      trainedInMs: 1000,
      person: null,
    });
    ids.push(id!);
  }
  return ids;
}

/** One for each recipe, as a job stores it. */
async function makeEvaluations(
  db: Database,
  recipeIds: readonly string[],
  { vocabularyId, conceptIds }: Awaited<ReturnType<typeof makeVocabulary>>,
): Promise<string[]> {
  const concepts = Object.values(conceptIds).map((conceptId) => ({ conceptId }));
  const matrix = { rows: concepts.map(() => concepts.map(() => 1)), worst: [] };
  const gain = { value: 0, low: null, high: null };
  const methods = [{ method: 'frozen', all: 0.5, ece: 0.1, gain }];
  const report = { protocol: 'confusion', heldOut: 'videos', concepts, frozen: matrix, adapted: matrix, methods };
  const made = { protocol: 'confusion', kind: 'linear', seed: 1, spanCount: 2, videoCount: 5, tookMs: 1 } as const;
  const ids: string[] = [];
  for (const recipeId of recipeIds) {
    const { id: jobId } = valueOf(await createJob(db, { kind: 'evaluate', payload: { recipeId } }));
    ids.push((await finishEvaluation(db, jobId, { ...made, vocabularyId, recipeId, report, person: null }))!);
  }
  return ids;
}

/** One for each recipe, as a job stores it. */
async function makeCalibrations(
  db: Database,
  name: string,
  { recipeIds, vocabulary, encoderDigest }: Learned,
): Promise<string[]> {
  const conceptIds = Object.values(vocabulary.conceptIds);
  const sets = { spanCount: 2, covered: 1, empty: 0, one: 1, many: 0, size: 1 };
  const counts = { spanCount: 2, foundCount: 2, rightCount: 1, precisionLow: 0.1, missingCount: 20 };
  const bin = { from: 0.8, to: 0.9, count: 2, probability: 0.85, accuracy: 0.5, low: 0.1, high: 0.9 };
  const report = {
    spanCount: 2,
    unknownSpanCount: 0,
    videoCount: 2,
    windowCount: 2,
    isAdapterHeldOut: false,
    verdict: 'doesNotImprove',
    previousTemperature: 1,
    logLoss: null,
    unknown: null,
    before: { probability: 0.85, accuracy: 0.5, ece: 0.35, bins: [bin] },
    after: null,
    sets: { coverage: 1, minProbability: 0, missingCount: 7, heldOut: sets },
    concepts: conceptIds.map((conceptId) => ({ conceptId, ...counts, sets: null })),
  };
  const ids: string[] = [];
  for (const [index, recipeId] of recipeIds.entries()) {
    const { id: jobId } = valueOf(await createJob(db, { kind: 'calibrate', payload: { recipeId } }));
    const id = await finishCalibration(db, jobId, {
      name: `${name} calibration ${index}`,
      vocabularyId: vocabulary.vocabularyId,
      recipeId,
      encoderDigest,
      adapterId: null,
      wantedPrecision: 0.8,
      coverage: 0.9,
      temperature: 1,
      thresholds: { [conceptIds[0]!]: 0.5 },
      softening: 0,
      unknown: null,
      unknownRows: null,
      spanCount: 2,
      report,
      person: null,
    });
    ids.push(id!);
  }
  return ids;
}

/** Libraries at stations of areas of one site, with a video each; the first one has as many videos as there are libraries. */
async function makeLibraries(db: Database, name: string, count: number) {
  const site = valueOf(await createEquipmentNode(db, { level: 'Site', name: `${name} site` }));
  const libraryIds: string[] = [];
  const videoIds: string[] = [];
  for (const index of indices(count)) {
    const area = { level: 'Area', name: `${name} area ${index}`, parentId: site.id } as const;
    const { id: parentId } = valueOf(await createEquipmentNode(db, area));
    const station = { level: 'WorkCell', name: `${name} station ${index}`, parentId } as const;
    const { id: equipmentNodeId } = valueOf(await createEquipmentNode(db, station));
    const library = { name: `${name} library ${index}`, folder: '/videos', equipmentNodeId };
    const { id } = valueOf(await createVideoLibrary(db, library));
    libraryIds.push(id);
    const files = indices(index === 0 ? count : 1).map((number) => ({
      path: `${name}/${index}-${number}.mp4`,
      sizeBytes: 1000,
      modifiedAt: new Date('2026-01-01'),
    }));
    videoIds.push(...(await addVideos(db, id, files)));
  }
  for (const id of videoIds) {
    await setVideoReady(db, id, { contentSha256: sha256(id), facts: FACTS });
    valueOf(await setVideosOperator(db, { selection: { videoIds: [id] }, operator: { name: `${name} ${id}` } }));
  }
  return { libraryIds, videoIds: videoIds.slice(0, count) };
}

/** People who are invited, and programs. */
async function makeAccounts(db: Database, name: string, count: number): Promise<void> {
  for (const index of indices(count)) {
    const person = { name: `${name} person ${index}`, email: `${name}-${index}@example.com` };
    const { id } = valueOf(await createAccount(db, { ...person, role: 'curator', seesVideos: false }));
    const invited = await findInvited(db, await invite(db, id));
    await useInvitation(db, invited!.id, 'hash');
    await invite(db, id);
    const limits = { expiresAt: null, requestsPerMinute: 60, createdBy: person.name };
    valueOf(await createApiToken(db, { name: `${name} MES ${index}`, permissions: ['operate'], ...limits }));
  }
}

/** As from an encoder: a frame every half second. */
async function embed(db: Database, contentSha256: string, { digest: encoderDigest, dims }: Encoder): Promise<void> {
  const timesMs = indices(20).map((index) => 500 * index);
  const embeddings = Float32Array.from(
    { length: timesMs.length * dims },
    (_, index) => Math.sin(index) / Math.sqrt(dims),
  );
  await writeEmbedding(db, { contentSha256, encoderDigest, sampling: 'fps=2' }, [{ timesMs, embeddings }]);
}

/** A vocabulary that has been published once more for each of its concepts, and has a draft. */
async function makeVocabulary(db: Database, count: number, videoIds: readonly string[]) {
  const concepts = indices(count).map((index) => ({ ...conceptAt(index), examples: [exampleOf(videoIds[index]!)] }));
  const { id: versionId, vocabularyId } = await makeVersion(db, concepts);
  for (const index of indices(count))
    await noteClient(db, { vocabularyId, name: `client ${index}`, pinnedVersionId: versionId });
  for (const index of indices(count)) {
    const { id, revision } = valueOf(await openDraft(db, vocabularyId));
    const changed = { ...concepts[index]!, definitions: { en: `As said in round ${index}` } };
    const { revision: next } = valueOf(await changeDraft(db, id, revision, [{ kind: 'put', concepts: [changed] }]));
    valueOf(await publishDraft(db, id, { revision: next }));
  }
  const rows = await db.prisma.concept.findMany({ where: { vocabularyId } });
  const conceptIds = Object.fromEntries(rows.map(({ id, externalId }) => [externalId, id]));
  const draft = valueOf(await openDraft(db, vocabularyId));
  return { vocabularyId, versionId, draftId: draft.id, conceptIds, concepts };
}

function conceptAt(index: number): ConceptInput {
  return {
    id: `c${index}`,
    position: index,
    broaderId: index === 0 ? null : 'c0',
    prefLabels: { en: `act ${index}`, ja: `動作${index}` },
    relatedIds: index > 1 ? ['c1'] : [],
  };
}

const exampleOf = (videoId: string) => ({ note: '', videoSha256: sha256(videoId), startMs: 0, endMs: 1000 });

/** In the open draft: a step for each concept, which is renamed, and one for a new concept beside it. */
async function changeEverything(db: Database, { draftId, concepts }: Awaited<ReturnType<typeof makeVocabulary>>) {
  const operations = concepts.flatMap((concept, index): DraftOperation[] => [
    { kind: 'put', concepts: [{ ...concept, prefLabels: { en: `renamed ${index}` } }] },
    { kind: 'put', concepts: [{ ...conceptAt(concepts.length + index), broaderId: null, relatedIds: [] }] },
  ]);
  valueOf(await changeDraft(db, draftId, 0, operations));
}

interface Recognized {
  readonly vocabularyVersionId: string;
  readonly promptSetVersionIds: readonly string[];
  readonly encoderDigest: string;
  readonly conceptIds: readonly string[];
  readonly videoIds: readonly string[];
}

/** As many recipes as videos, with a recognition of all videos each, and one more that waits. */
async function makeRecognitions(
  db: Database,
  name: string,
  { promptSetVersionIds, videoIds, conceptIds, ...pinned }: Recognized,
) {
  const recipeIds: string[] = [];
  const recognitionIds: string[] = [];
  for (const index of videoIds.keys()) {
    const called = { externalId: `${name} ${index}`, name: `${name} recipe ${index}` };
    const promptSetVersionId = promptSetVersionIds[index]!;
    const { id } = valueOf(await saveRecipe(db, { ...called, ...pinned, promptSetVersionId }));
    recipeIds.push(id);
    recognitionIds.push(await recognize(db, id, videoIds, conceptIds));
    await recognizeAgain(db, id, videoIds, conceptIds);
    valueOf(await createRecognition(db, { recipeId: id, videoIds }));
  }
  return { recipeIds, recognitionIds };
}

/** Every video, with a segment of each concept. */
async function recognize(db: Database, recipeId: string, videoIds: readonly string[], conceptIds: readonly string[]) {
  const { id } = valueOf(await createRecognition(db, { recipeId, videoIds }));
  for (const video of await db.prisma.recognitionVideo.findMany({ where: { recognitionId: id } })) {
    await startRecognitionVideo(db, video.id);
    const segments = conceptIds.map((conceptId, index) => ({
      startMs: 100 * index,
      endMs: 100 * (index + 1),
      conceptId,
      score: 20,
      probability: 0.9,
      runnersUp: [{ conceptId: conceptIds.at(index - 1)!, probability: 0.1 }].filter(
        (other) => other.conceptId !== conceptId,
      ),
    }));
    await finishRecognitionVideo(db, video.id, segments);
  }
  return id;
}

/** Published, and rolled back, as often as there are videos; in force in the end. */
async function recognizeAgain(
  db: Database,
  recipeId: string,
  videoIds: readonly string[],
  conceptIds: readonly string[],
) {
  const id = await recognize(db, recipeId, videoIds, conceptIds.toReversed());
  for (let count = 0; count < videoIds.length; count++) {
    valueOf(await rollBackRecognition(db, id));
    valueOf(await publishRecognition(db, id));
  }
}

/** A vocabulary with a word that was split, a review of it in each video, and a draft. @returns ids of what waits */
async function makeSplitVocabulary(db: Database, name: string, videoIds: readonly string[]): Promise<string[]> {
  const { vocabularyId } = await makeVersion(db, [{ id: 'fix', prefLabels: { en: `${name} fix` } }]);
  const { id: conceptId } = await db.prisma.concept.findFirstOrThrow({ where: { vocabularyId } });
  const said = { vocabularyId, conceptId, verdict: 'draw', startMs: 0, endMs: 1000 } as const;
  const reviews = videoIds.map((videoId) => ({ ...said, contentSha256: sha256(videoId) }));
  valueOf(await createReviews(db, reviews));
  const { id, revision } = valueOf(await openDraft(db, vocabularyId));
  const into = ['screw', 'glue'].map((word) => ({ id: word, prefLabels: { en: `${name} ${word}` } }));
  const changed = valueOf(await changeDraft(db, id, revision, [{ kind: 'split', id: 'fix', into }]));
  valueOf(await publishDraft(db, id, { revision: changed.revision }));
  valueOf(await openDraft(db, vocabularyId));
  return (await db.prisma.reviewQueueItem.findMany({ where: { review: { vocabularyId } } })).map((item) => item.id);
}
