import type { Database } from '../../prisma/src/database.ts';
import * as stores from '../../prisma/src/index.ts';
import { ENCODER, FACTS, sha256, valueOf } from './records.ts';
import { RULES } from './store-reads.ts';
import type { Some } from './store-reads.ts';

const PERSON = { name: 'New', email: 'new@example.com', role: 'viewer', seesVideos: true } as const;
const TOKEN = { name: 'New', permissions: [], expiresAt: null, requestsPerMinute: null, createdBy: null };
const ACT: stores.AuditInput = {
  actorKind: 'system',
  actorId: null,
  actorName: null,
  address: null,
  action: 'new',
  subjectIds: [],
  details: {},
  requestId: null,
};
const FAILURE = { code: 'X', message: 'x' };
const { digest: encoderDigest } = ENCODER;

/** The stores that write, in the order in which things happen: what one makes, the next ones use. */
export function storeWrites(
  some: Some,
): readonly (readonly [keyof typeof stores, (db: Database) => Promise<unknown>])[] {
  const { vocabularyId, concepts, videoIds, items } = some;
  const made: Record<string, string> = {};
  const make = async (name: string, making: Promise<stores.Outcome<{ readonly id: string }>>) => {
    made[name] = valueOf(await making).id;
  };
  const [one, other] = concepts.map(({ externalId }) => externalId) as [string, string];
  const file = { path: 'new.mp4', sizeBytes: 1, modifiedAt: new Date(0) };
  const run = { vocabularyVersionId: some.second.id, promptSetVersionId: some.promptSetVersionIds[0]!, encoderDigest };
  const span = { contentSha256: some.contents[0]!, startMs: 0, endMs: 1000 };
  const recognize = async (db: Database, name: string, chosen: Omit<stores.RecognitionInput, 'recipeId'>) => {
    await make(name, stores.createRecognition(db, { recipeId: made['recipe']!, ...chosen }));
  };
  const runOf = async (db: Database, name: string, index: number) => {
    const [page] = await stores.videosOfRecognitions(db, [made[name]!]);
    return page!.nodes[index]!.id;
  };
  const revision = async (db: Database) =>
    (await db.prisma.vocabularyVersion.findUniqueOrThrow({ where: { id: some.draft.id } })).revision;
  return [
    ['saveSuggestions', (db) => stores.saveSuggestions(db, [{ id: items[0]!.id, probabilities: [0.5, 0.5] }])],
    [
      'decideReviews',
      (db) => stores.decideReviews(db, [{ itemId: items[1]!.id, conceptId: items[1]!.candidateIds[0]! }]),
    ],
    ['createAccount', (db) => make('account', stores.createAccount(db, PERSON))],
    ['updateAccount', (db) => stores.updateAccount(db, made['account']!, { isDisabled: true })],
    ['invite', (db) => stores.invite(db, made['account']!)],
    [
      'useInvitation',
      async (db) => {
        const { id } = await db.prisma.invitation.findFirstOrThrow({ where: { accountId: some.accountIds[1]! } });
        return stores.useInvitation(db, id, 'hash');
      },
    ],
    ['deleteAccount', (db) => stores.deleteAccount(db, made['account']!)],
    [
      'createApiToken',
      async (db) => {
        made['token'] = valueOf(await stores.createApiToken(db, TOKEN)).apiToken.id;
      },
    ],
    ['noteApiTokenUse', (db) => stores.noteApiTokenUse(db, made['token']!)],
    ['revokeApiToken', (db) => stores.revokeApiToken(db, made['token']!)],
    [
      'claimIdempotencyKey',
      async (db) => {
        const claim = await stores.claimIdempotencyKey(db, {
          caller: 'token:x',
          key: 'new',
          requestHash: sha256('new'),
        });
        if (claim.state === 'claimed') made['claim'] = claim.id;
      },
    ],
    ['keepIdempotencyKey', (db) => stores.keepIdempotencyKey(db, made['claim']!)],
    [
      'answerIdempotencyKey',
      (db) =>
        stores.answerIdempotencyKey(db, made['claim']!, { status: 200, contentType: 'application/json', body: '{}' }),
    ],
    ['releaseIdempotencyKey', (db) => stores.releaseIdempotencyKey(db, made['claim']!)],
    ['forgetIdempotencyKeys', (db) => stores.forgetIdempotencyKeys(db)],
    ['createEquipmentNode', (db) => make('node', stores.createEquipmentNode(db, { level: 'Unit', name: 'New' }))],
    ['updateEquipmentNode', (db) => stores.updateEquipmentNode(db, made['node']!, { parentId: some.nodeIds[0]! })],
    [
      'upsertEquipmentNode',
      (db) => stores.upsertEquipmentNode(db, { externalId: 'NEW-1', level: 'Unit', name: 'Newer' }),
    ],
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
    [
      'recordFiles',
      (db) =>
        stores.recordFiles(db, made['library']!, {
          files: [file],
          moves: [{ videoId: made['video']!, contentSha256: sha256('new'), file }],
        }),
    ],
    [
      'registerRecording',
      async (db) => {
        const recording = {
          file: { ...file, path: 'recorded.mp4' },
          moves: [],
          said: { workOrder: '4711' },
          recipeId: null,
        };
        return valueOf(await stores.registerRecording(db, made['library']!, recording));
      },
    ],
    ['updateVideo', (db) => stores.updateVideo(db, made['video']!, { externalId: 'SHIFT-7', workOrder: '4711' })],
    [
      'setVideosOperator',
      async (db) => {
        const set = { selection: { videoIds: [made['video']!] }, operator: { name: 'New' } };
        made['operator'] = valueOf(await stores.setVideosOperator(db, set)).operator!.id;
      },
    ],
    ['forgetOperator', (db) => stores.forgetOperator(db, made['operator']!)],
    ['setRecordedAt', (db) => stores.setRecordedAt(db, [{ id: made['video']!, recordedAt: new Date(0) }])],
    ['updateVideoLibrary', (db) => stores.updateVideoLibrary(db, made['library']!, { timeZone: 'Asia/Tokyo' })],
    ['removeDue', (db) => stores.removeDue(db, { libraryId: some.libraryIds[0]!, rules: RULES, videoIds })],
    ['postponeExpiry', (db) => stores.postponeExpiry(db, some.libraryIds[0]!)],
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
      async (db) => {
        const said = { ...span, vocabularyId, conceptId: concepts[2]!.id, verdict: 'confirm' } as const;
        const [replaced] = valueOf(await stores.createReviews(db, [said]));
        const [review] = valueOf(await stores.createReviews(db, [said], { replacesIds: [replaced!.id] }));
        made['review'] = review!.id;
      },
    ],
    ['withdrawReviews', (db) => stores.withdrawReviews(db, [made['review']!])],
    ['noteClient', (db) => stores.noteClient(db, { vocabularyId, name: 'new', pinnedVersionId: null })],
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
      'writeSpan',
      async (db) => {
        const key = { contentSha256: sha256('long'), encoderDigest, sampling: 'fps=2' };
        const { id } = await stores.openEmbedding(db, key, { spanCount: 2, spanCells: 600 });
        made['long'] = id;
        for (const [spanIndex, timesMs] of [
          [0, []],
          [1, [0]],
        ] as const)
          await stores.writeSpan(
            db,
            { embeddingId: id, spanIndex, spanCount: 2 },
            { timesMs, embeddings: new Float32Array(timesMs.length * ENCODER.dims) },
            { isTruncated: false },
          );
      },
    ],
    ['joinSpans', (db) => stores.joinSpans(db, { embeddingId: made['long']!, spanCount: 2 })],
    [
      'saveEmbedding',
      (db) =>
        stores.saveEmbedding(
          db,
          { contentSha256: sha256('new'), encoderDigest, sampling: 'fps=2' },
          { timesMs: [1], embeddings: new Float32Array(ENCODER.dims) },
          { isTruncated: false, isReplacing: true },
        ),
    ],
    [
      'saveRecipe',
      (db) =>
        make(
          'recipe',
          stores.saveRecipe(db, { externalId: 'new', name: 'New', succeedsId: some.recipeIds[0]!, ...run }),
        ),
    ],
    ['pinRecipe', async (db) => valueOf(await stores.pinRecipe(db, { externalId: 'pinned', name: 'Pinned', ...run }))],
    [
      'createRecognition',
      (db) => recognize(db, 'recognition', { videoIds: videoIds.slice(0, 3), publishing: 'byHand' }),
    ],
    [
      'recordArrivals',
      async (db) => {
        await stores.updateVideoLibrary(db, made['library']!, { watchRecipeId: made['recipe']! });
        await stores.recordArrivals(db, made['library']!, { files: [{ ...file, path: 'arrived.mp4' }], moves: [] });
      },
    ],
    ['recognizeArrivals', (db) => stores.recognizeArrivals(db, made['library']!, [{ ...file, path: 'arrived.mp4' }])],
    ['startRecognitionVideo', async (db) => stores.startRecognitionVideo(db, await runOf(db, 'recognition', 0))],
    [
      'startRecognitionVideos',
      async (db) => {
        await recognize(db, 'many', { videoIds: videoIds.slice(3, 6) });
        await stores.startRecognitionVideos(db, [await runOf(db, 'many', 0), await runOf(db, 'many', 1)]);
      },
    ],
    [
      'finishRecognitionVideos',
      async (db) => stores.finishRecognitionVideos(db, [{ id: await runOf(db, 'many', 0), segments: [] }]),
    ],
    ['failRecognitionVideos', async (db) => stores.failRecognitionVideos(db, [await runOf(db, 'many', 1)], FAILURE)],
    ['finishRecognitionVideo', async (db) => stores.finishRecognitionVideo(db, await runOf(db, 'recognition', 0), [])],
    ['failRecognitionVideo', async (db) => stores.failRecognitionVideo(db, await runOf(db, 'recognition', 1), FAILURE)],
    ['retryRecognition', (db) => stores.retryRecognition(db, made['many']!)],
    ['pauseRecognition', (db) => stores.pauseRecognition(db, made['many']!)],
    ['resumeRecognition', (db) => stores.resumeRecognition(db, made['many']!)],
    ['prioritizeRecognition', (db) => stores.prioritizeRecognition(db, made['many']!, 'high')],
    ['cancelRecognition', (db) => stores.cancelRecognition(db, made['recognition']!)],
    ['publishRecognition', (db) => stores.publishRecognition(db, made['recognition']!)],
    ['rollBackRecognition', (db) => stores.rollBackRecognition(db, made['recognition']!)],
    ['createJob', (db) => make('job', stores.createJob(db, { kind: 'scan', libraryId: some.libraryIds[0]! }))],
    ['startJob', (db) => stores.startJob(db, made['job']!)],
    ['reportProgress', (db) => stores.reportProgress(db, made['job']!, { doneCount: 1, totalCount: 1 })],
    ['finishJob', (db) => stores.finishJob(db, made['job']!)],
    ['failJob', (db) => stores.failJob(db, made['job']!, FAILURE)],
    [
      'cancelJob',
      async (db) => {
        await make('pull', stores.createJob(db, { kind: 'pull', payload: { catalogueId: 'clip' } }));
        return stores.cancelJob(db, made['pull']!);
      },
    ],
    [
      'finishTraining',
      async (db) => {
        await make('training', stores.createJob(db, { kind: 'train', payload: { recipeId: made['recipe']! } }));
        return stores.finishTraining(db, made['training']!, {
          name: 'Site',
          kind: 'linear',
          vocabularyId,
          recipeId: made['recipe']!,
          encoderDigest,
          seed: 1,
          model: Uint8Array.of(1),
          conceptIds: some.conceptIds,
          spanCount: 1,
          report: {},
          refusals: [],
          trainedInMs: 1,
          person: null,
        });
      },
    ],
    [
      'finishEvaluation',
      async (db) => {
        await make('evaluation', stores.createJob(db, { kind: 'evaluate', payload: { recipeId: made['recipe']! } }));
        return stores.finishEvaluation(db, made['evaluation']!, {
          protocol: 'confusion',
          vocabularyId,
          recipeId: made['recipe']!,
          kind: 'linear',
          seed: 1,
          spanCount: 1,
          videoCount: 1,
          report: {},
          tookMs: 1,
          person: null,
        });
      },
    ],
    [
      'finishCalibration',
      async (db) => {
        await make('calibrating', stores.createJob(db, { kind: 'calibrate', payload: { recipeId: made['recipe']! } }));
        return stores.finishCalibration(db, made['calibrating']!, {
          name: 'Site',
          vocabularyId,
          recipeId: made['recipe']!,
          encoderDigest,
          adapterId: null,
          wantedPrecision: 0.8,
          coverage: 0.9,
          temperature: 2,
          thresholds: {},
          softening: 0,
          unknown: null,
          unknownRows: null,
          spanCount: 1,
          report: {},
          person: null,
        });
      },
    ],
    [
      'createWebhookEndpoint',
      async (db) => {
        const input = { url: 'https://mes.example.com/hook', types: [], createdBy: null };
        made['endpoint'] = valueOf(await stores.createWebhookEndpoint(db, input)).endpoint.id;
      },
    ],
    ['updateWebhookEndpoint', (db) => stores.updateWebhookEndpoint(db, made['endpoint']!, { isEnabled: true })],
    ['rotateWebhookSecret', (db) => stores.rotateWebhookSecret(db, made['endpoint']!)],
    [
      'createPing',
      async (db) => {
        made['ping'] = valueOf(await stores.createPing(db, made['endpoint']!, { leaseMs: 0 })).id;
      },
    ],
    ['giveBackDelivery', (db) => stores.giveBackDelivery(db, made['ping']!)],
    [
      'replayDeliveries',
      (db) => {
        const last = some.changes.at(-1)!.sequence!;
        const [afterCursor, toCursor] = [stores.cursorOfChange(last - 4n), stores.cursorOfChange(last)];
        return stores.replayDeliveries(db, made['endpoint']!, { afterCursor, toCursor });
      },
    ],
    ['takeDeliveries', (db) => stores.takeDeliveries(db, made['endpoint']!, { most: 4, leaseMs: 60_000 })],
    [
      'noteAttempt',
      (db) => {
        const delivery = { id: made['ping']!, endpointId: made['endpoint']! };
        const attempt = { startedAt: new Date(), durationMs: 1, status: 500, error: 'answered 500' };
        return stores.noteAttempt(db, delivery, attempt, { state: 'failed' }, { isGone: false });
      },
    ],
    ['retryDelivery', (db) => stores.retryDelivery(db, made['ping']!)],
    ['deleteWebhookEndpoint', (db) => stores.deleteWebhookEndpoint(db, made['endpoint']!)],
    ['forgetPings', (db) => stores.forgetPings(db, new Date(0))],
    ['forgetChanges', (db) => stores.forgetChanges(db, new Date())],
    [
      'beginAudit',
      async (db) => {
        made['entry'] = await stores.beginAudit(db, ACT);
      },
    ],
    [
      'endAudit',
      (db) => stores.endAudit(db, made['entry']!, { outcome: 'succeeded', code: null, subjectIds: ['Video 1'] }),
    ],
    ['noteAudit', (db) => stores.noteAudit(db, ACT)],
    ['sealAudit', (db) => stores.sealAudit(db)],
    ['forgetAudit', (db) => stores.forgetAudit(db, some.auditEntries[0]!.occurredAt)],
    ['deleteVideoLibrary', (db) => stores.deleteVideoLibrary(db, made['library']!)],
    ['deleteEquipmentNode', (db) => stores.deleteEquipmentNode(db, made['node']!)],
  ];
}
