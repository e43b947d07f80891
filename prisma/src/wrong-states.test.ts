import { beforeAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { ENCODER, makeRecognized, makeVersion, sha256, valueOf } from '../../test/factories/records.ts';
import { completeEmbedding, openEmbedding, writeChunk } from './embeddings.ts';
import { createAccount } from './accounts.ts';
import { createApiToken } from './api-tokens.ts';
import { invite } from './invitations.ts';
import { finishTraining } from './adapters.ts';
import { finishCalibration } from './calibrations.ts';
import { createPing, noteAttempt } from './delivery-queue.ts';
import { claimIdempotencyKey } from './idempotency-keys.ts';
import { createJob } from './jobs.ts';
import { setVideosOperator } from './operators.ts';
import { createReviews } from './reviews.ts';
import { sealAudit } from './audit-chain.ts';
import { noteAudit } from './audit-entries.ts';
import { changeDraft } from './vocabulary-changes.ts';
import { createWebhookEndpoint } from './webhook-endpoints.ts';
import { noteClient } from './vocabulary-clients.ts';
import { publishDraft } from './publish-draft.ts';
import { openDraft } from './vocabulary-drafts.ts';

const target = useDatabase();

/** What makes rows of a table wrong, by the constraint that refuses it. */
const WRONG: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  EquipmentNode: { check: `"name" = ''`, externalId_is_not_empty: `"externalId" = ''` },
  VideoLibrary: {
    check: `"folder" = ''`,
    externalId_is_not_empty: `"externalId" = ''`,
    recordedAtPattern_is_not_empty: `"recordedAtPattern" = ''`,
    timeZone_is_not_empty: `"timeZone" = ''`,
    rules_are_in_days: `"picturesDays" = 0, "rulesApplyAt" = now()`,
    rules_apply_where_there_are_some: `"rulesApplyAt" = now()`,
  },
  Video: {
    path_stays_in_its_folder: `"path" = 'videos/../../other.mp4'`,
    contentSha256_check: `"contentSha256" = 'ABC'`,
    facts_check: `"durationMs" = 0`,
    fps_check: `"fpsDenominator" = NULL`,
    facts_come_together: `"height" = NULL`,
    facts_are_known_once_probed: `"status" = 'pending'`,
    has_an_error_if_failed: `"errorCode" = 'DAMAGED'`,
    externalId_is_not_empty: `"externalId" = ''`,
    workOrder_is_a_line: `"workOrder" = E'4711\\n'`,
    serialNumber_is_a_line: `"serialNumber" = ''`,
    has_the_time_that_is_given: `"recordedAt" = NULL, "isRecordedAtGiven" = true`,
  },
  Account: {
    has_a_name: `"name" = ' '`,
    email_is_in_lower_case: `"email" = 'Ann@example.com'`,
  },
  Invitation: { keyHash_is_of_sha256: `"keyHash" = 'key'` },
  ApiToken: {
    has_a_name: `"name" = ''`,
    tokenHash_is_of_sha256: `"tokenHash" = 'actionary_x'`,
    may_read: `"permissions" = '{curate}'`,
    requestsPerMinute_is_positive: `"requestsPerMinute" = 0`,
  },
  IdempotencyKey: {
    key_is_short: `"key" = ''`,
    requestHash_is_of_sha256: `"requestHash" = 'x'`,
    is_leased_or_answered: `"leaseUntil" = NULL`,
    answer_is_whole: `"status" = 200`,
  },
  Operator: {
    number_is_counted_from_one: `"number" = 0`,
    nameHash_is_of_sha256: `"nameHash" = 'Ann'`,
  },
  OperatorRegister: {
    is_one: `"id" = 2`,
    key_is_long: `"hashKey" = ''`,
  },
  Vocabulary: { check: `"name" = ''`, externalId_is_not_empty: `"externalId" = ''` },
  Concept: { check: `"externalId" = ''` },
  ConceptContent: {
    broader_check: `"broaderId" = "conceptId"`,
    has_a_label: `"prefLabels" = '{}'`,
    json_check: `"altLabels" = '[]'`,
    lists_check: `"examples" = '{}'`,
    notation_is_not_empty: `"notation" = ''`,
    replacedByIds_check: `"status" = 'active', "replacedByIds" = '{other}'`,
  },
  PromptSet: { check: `"name" = ''`, externalId_is_not_empty: `"externalId" = ''` },
  Encoder: {
    digest_check: `"digest" = 'ABC'`,
    check: `"dims" = 0`,
    languages_check: `"languages" = NULL`,
    logitScale_is_finite: `"logitScale" = 'NaN'`,
    catalogueId_is_not_empty: `"catalogueId" = ''`,
  },
  VideoEmbedding: {
    contentSha256_check: `"contentSha256" = 'ABC'`,
    check: `"frameCount" = -1`,
    sampling_is_not_empty: `"sampling" = ''`,
    counts_when_complete: `"completedAt" = NULL`,
    madeInMs_is_known_when_complete: `"madeInMs" = -1`,
    spans_check: `"spanCount" = 2`,
  },
  EmbeddingChunk: { check: `"frameCount" = 7` },
  Recognition: {
    counts_check: `"failedCount" = -1`,
    finished_check: `"finishedAt" = NULL`,
    has_started_if_running: `"state" = 'running', "startedAt" = NULL, "finishedAt" = NULL`,
    ends_when_all_videos_have: `"videoCount" = 500`,
    succeeds_if_a_video_does: `"state" = 'failed'`,
    waits_while_it_is_paused: `"pausedAt" = now()`,
    doneBefore_check: `"doneBefore" = "videoCount" + 1`,
  },
  RecognitionVideo: {
    current_check: `"state" = 'cancelled', "segmentCount" = 0`,
    is_held_or_shown: `"isHeld" = TRUE`,
    replaces_another: `"replacesId" = "id"`,
    finished_check: `"finishedAt" = NULL`,
    has_an_error_if_failed: `"errorCode" = 'DAMAGED'`,
    keeps_its_segments_while_it_counts: `"segmentsRemovedAt" = now()`,
    has_segments_if_succeeded: `"segmentCount" = -1`,
    has_started_if_running: `"state" = 'running', "startedAt" = NULL, "finishedAt" = NULL, "segmentCount" = 0, "isCurrent" = FALSE`,
  },
  Adapter: {
    has_learned_something: `"spanCount" = 0`,
    name_says_something: `"name" = ' '`,
  },
  Evaluation: {
    is_of_something: `"spanCount" = 0`,
  },
  Calibration: {
    has_learned_something: `"softening" = 1`,
    unknown_is_compared_with_something: `"unknown" = '{}'`,
    name_says_something: `"name" = ' '`,
  },
  Publication: {
    shows_a_video: `"videoCount" = 0`,
    is_of_a_person_or_nobody: `"rolledBackBy" = 'Ann'`,
  },
  Change: {
    type_is_of_two_words: `"type" = 'video'`,
    sequence_is_counted_from_one: `"sequence" = 0`,
  },
  ChangeLog: {
    is_one: `"id" = 2`,
    forgets_what_there_was: `"forgottenSequence" = "lastSequence" + 1`,
  },
  WebhookEndpoint: {
    url_is_of_http: `"url" = 'ftp://mes.example.com'`,
    secret_is_one: `"secret" = 'word'`,
    previous_secret_ends: `"previousSecret" = 'whsec_word'`,
    counts_from_nothing: `"failureCount" = -1`,
  },
  Delivery: {
    is_of_a_change_in_order: `"sequence" = 1`,
    is_due_until_it_ends: `"dueAt" = NULL`,
    ends: `"finishedAt" = now()`,
    attemptCount_check: `"attemptCount" = -1`,
  },
  DeliveryAttempt: {
    took_time: `"durationMs" = -1`,
    is_of_a_kind_if_failed: `"errorKind" = 'status'`,
    had_an_answer_or_an_error: `"status" = NULL`,
  },
  AuditEntry: {
    sequence_is_counted_from_one: `"sequence" = 0`,
    has_a_place_with_its_hash: `"hash" = NULL`,
    has_an_outcome_in_its_place: `"outcome" = NULL`,
    hash_is_one: `"hash" = 'ABC'`,
    actor_is_of_a_kind: `"actorKind" = 'robot'`,
    outcome_is_one: `"outcome" = 'good'`,
    action_is_a_name: `"action" = 'sign in'`,
    details_are_an_object: `"details" = '[]'`,
  },
  AuditLog: {
    is_one: `"id" = 2`,
    forgets_what_there_was: `"forgottenSequence" = "lastSequence" + 1, "forgottenAt" = now()`,
    says_when_it_has_forgotten: `"forgottenAt" = now()`,
    hashes_are_some: `"lastHash" = 'ABC'`,
  },
  Segment: {
    interval_check: `"endMs" = "startMs"`,
    probability_check: `"probability" = 'NaN'`,
    score_is_finite: `"score" = 'Infinity'`,
    runners_up_are_other_concepts: `"runnerUpIds" = ARRAY["conceptId"], "runnerUpProbabilities" = '{0.1}'`,
    runners_up_have_probabilities: `"runnerUpProbabilities" = NULL`,
  },
  Job: {
    is_about_what_its_kind_says: `"kind" = 'scan'`,
    does_not_more_than_there_is: `"doneCount" = -1`,
    finished_check: `"finishedAt" = now()`,
    has_an_error_if_failed: `"errorCode" = 'DAMAGED'`,
    has_started_if_running: `"startedAt" = now()`,
  },
  VocabularyChange: {
    check: `"sequence" = 0`,
    json_check: `"operations" = '{}'`,
    overruled_check: `"isOverruled" = TRUE`,
    person_is_not_empty: `"person" = ''`,
    touches_a_concept: `"touchedIds" = '{}'`,
  },
  ConceptResolution: { check: `"targetIds" = NULL` },
  VocabularyClient: { check: `"name" = ''` },
  Review: {
    contentSha256_check: `"contentSha256" = 'ABC'`,
    interval_check: `"endMs" = "startMs" - 1`,
    instant_is_drawn: `"endMs" = "startMs", "verdict" = 'confirm'`,
    verdict_check: `"verdict" = 'reject'`,
    person_is_not_empty: `"person" = ''`,
  },
  ReviewQueueItem: {
    has_candidates: `"candidateIds" = NULL`,
    probabilities_are_of_the_candidates: `"probabilities" = '{0.5, NaN}'`,
    decided_check: `"decidedConceptId" = "candidateIds"[1]`,
    is_decided_by_a_person_or_nobody: `"decidedBy" = 'Ann'`,
  },
};

/** Changes of a copy, where rows cannot be changed. */
const WRONG_COPIES: typeof WRONG = {
  VocabularyVersion: {
    check: `"number": 0`,
    contentHash_check: `"contentHash": "ABC"`,
    published_check: `"publishedAt": null`,
  },
  PromptSetVersion: {
    check: `"number": 0`,
    contentHash_check: `"contentHash": "ABC"`,
    templates_check: `"templates": []`,
    templates_are_not_empty: `"templates": ["{label}", ""]`,
  },
  Recipe: { check: `"name": ""`, contentHash_check: `"contentHash": "ABC"`, json_check: `"window": []` },
};

/** Two of what there is to be one of, by the index that refuses it. */
const DOUBLE: Readonly<Record<string, string>> = {
  VocabularyVersion_one_draft: copies(
    'VocabularyVersion',
    `"id": "${crypto.randomUUID()}", "number": 7`,
    `"status" = 'draft'`,
  ),
  RecognitionVideo_one_current: copies(
    'RecognitionVideo',
    `"id": "${crypto.randomUUID()}", "recognitionId": "${crypto.randomUUID()}"`,
  ),
  Publication_one_in_force: copies('Publication', `"id": "${crypto.randomUUID()}"`),
  Video_libraryId_path_present: `INSERT INTO "Video" ("id", "libraryId", "path", "sizeBytes", "modifiedAt")
    SELECT gen_random_uuid(), "libraryId", "path", 1, now() FROM "Video" LIMIT 1`,
  ReviewQueueItem_one_open: copies(
    'ReviewQueueItem',
    `"id": "${crypto.randomUUID()}", "versionId": "${crypto.randomUUID()}"`,
  ),
};

/** What belongs to two vocabularies, by the key that refuses it. $1: a concept of another one, $2: a version of it. */
const FOREIGN: Readonly<Record<string, string>> = {
  ConceptResolution_conceptId_vocabularyId_fkey: copies('ConceptResolution', `"conceptId": "$1"`),
  ConceptResolution_versionId_vocabularyId_fkey: copies('ConceptResolution', `"versionId": "$2"`),
  Review_conceptId_vocabularyId_fkey: `UPDATE "Review" SET "conceptId" = '$1'`,
  ReviewQueueItem_versionId_vocabularyId_fkey: `UPDATE "ReviewQueueItem" SET "versionId" = '$2'`,
  ReviewQueueItem_decidedConceptId_vocabularyId_fkey: `
    UPDATE "ReviewQueueItem" SET "candidateIds" = "candidateIds" || '$1'::uuid, "decidedConceptId" = '$1', "decidedAt" = now()`,
  VocabularyClient_pinnedVersionId_vocabularyId_fkey: `UPDATE "VocabularyClient" SET "pinnedVersionId" = '$2'`,
};

function copies(table: string, changes: string, where = 'TRUE'): string {
  return `INSERT INTO "${table}" SELECT (jsonb_populate_record(original, '{ ${changes} }')).*
    FROM "${table}" AS original WHERE ${where} LIMIT 1`;
}

const namesOf = (wrong: typeof WRONG) =>
  Object.entries(wrong).flatMap(([table, states]) =>
    Object.entries(states).map(([name, change]) => [`${table}_${name}`, table, change] as const),
  );

describe('the tables refuse', () => {
  let recognized: string[];
  let foreign: { readonly conceptId: string; readonly versionId: string };
  beforeAll(async () => {
    const { db } = target;
    await claimIdempotencyKey(db, { caller: 'anybody', key: 'order', requestHash: sha256('order') });
    const version = await makeVersion(db);
    const { vocabularyId } = version;
    const [tighten] = await db.prisma.concept.findMany({ where: { vocabularyId }, orderBy: { externalId: 'asc' } });
    const conceptId = tighten!.id;
    ({ recognized } = await makeRecognized(db, version.id, [[conceptId, null], [conceptId]]));
    const { recognitionId } = await db.prisma.recognitionVideo.findUniqueOrThrow({ where: { id: recognized[0]! } });
    await db.prisma.publication.create({ data: { recognitionId, videoCount: 2 } });
    const content = sha256('video');
    const key = { contentSha256: content, encoderDigest: ENCODER.digest, sampling: 'fps=2' };
    const { id: embeddingId } = await openEmbedding(db, key);
    await writeChunk(db, embeddingId, 0, { timesMs: [0], embeddings: new Float32Array(ENCODER.dims) });
    await completeEmbedding(db, embeddingId, { damagedCount: 0, isTruncated: false });
    await noteClient(db, { vocabularyId, name: 'mes', pinnedVersionId: version.id });
    const span = { contentSha256: content, startMs: 0, endMs: 1000 };
    valueOf(await createReviews(db, [{ ...span, vocabularyId, conceptId, verdict: 'confirm' }]));
    const draft = valueOf(await openDraft(db, vocabularyId));
    const into = ['by hand', 'by machine'].map((id) => ({ id, prefLabels: { en: id } }));
    const split = valueOf(await changeDraft(db, draft.id, 0, [{ kind: 'split', id: 'tighten', into }]));
    valueOf(await publishDraft(db, draft.id, split));
    valueOf(await openDraft(db, vocabularyId));
    const recipe = await db.prisma.recipe.findFirstOrThrow();
    const nobody = { actorKind: 'system', actorId: null, actorName: null, address: null, requestId: null } as const;
    await noteAudit(db, { ...nobody, action: 'signIn', subjectIds: [], details: {} });
    await sealAudit(db);
    const { id: jobId } = valueOf(await createJob(db, { kind: 'train', payload: { recipeId: recipe.id } }));
    await finishTraining(db, jobId, {
      name: 'Site',
      kind: 'linear',
      vocabularyId,
      recipeId: recipe.id,
      encoderDigest: recipe.encoderDigest,
      seed: 1,
      model: Uint8Array.of(1),
      conceptIds: [conceptId],
      spanCount: 1,
      report: {},
      refusals: [],
      trainedInMs: 1,
      person: null,
    });
    const evaluation = { protocol: 'confusion', kind: 'linear', seed: 1, spanCount: 1, videoCount: 1 } as const;
    await db.prisma.evaluation.create({
      data: { ...evaluation, vocabularyId, recipeId: recipe.id, report: {}, tookMs: 1 },
    });
    const calibrating = valueOf(await createJob(db, { kind: 'calibrate', payload: { recipeId: recipe.id } }));
    await finishCalibration(db, calibrating.id, {
      name: 'Site',
      vocabularyId,
      recipeId: recipe.id,
      encoderDigest: recipe.encoderDigest,
      adapterId: null,
      wantedPrecision: 0.8,
      coverage: 0.9,
      temperature: 2,
      thresholds: { [conceptId]: 0.5 },
      softening: 0,
      unknown: null,
      unknownRows: null,
      spanCount: 1,
      report: {},
      person: null,
    });
    await db.prisma.job.deleteMany();
    valueOf(await setVideosOperator(db, { selection: { filter: {} }, operator: { name: 'Ann' } }));
    const account = valueOf(
      await createAccount(db, { name: 'Ann', email: 'ann@example.com', role: 'viewer', seesVideos: true }),
    );
    await invite(db, account.id);
    const token = { name: 'MES', permissions: [], expiresAt: null, requestsPerMinute: null, createdBy: null };
    valueOf(await createApiToken(db, token));
    valueOf(await createJob(db, { kind: 'pull', payload: { catalogueId: 'clip' } }));
    const told = { url: 'https://mes.example.com', types: [], createdBy: null };
    const { endpoint } = valueOf(await createWebhookEndpoint(db, told));
    const ping = valueOf(await createPing(db, endpoint.id, { leaseMs: 1000 }));
    const attempt = { startedAt: new Date(), durationMs: 1, status: 503 };
    await noteAttempt(db, ping, attempt, { state: 'waiting', inMs: 1000 }, { isGone: false });
    const other = await makeVersion(db);
    const { id } = await db.prisma.concept.findFirstOrThrow({ where: { vocabularyId: other.vocabularyId } });
    foreign = { conceptId: id, versionId: other.id };
  });

  const run = (sql: string, values: readonly string[] = []) => target.db.pool.query(sql, [...values]);

  test.each(namesOf(WRONG))('%s', async (constraint, table, change) => {
    await expect(run(`UPDATE "${table}" SET ${change}`)).rejects.toMatchObject({ constraint });
  });

  test.each(namesOf(WRONG_COPIES))('%s', async (constraint, table, change) => {
    await expect(run(copies(table, change))).rejects.toMatchObject({ constraint });
  });

  test.each(Object.entries(DOUBLE))('%s', async (constraint, sql) => {
    await expect(run(sql)).rejects.toMatchObject({ constraint });
  });

  test.each(Object.entries(FOREIGN))('%s', async (constraint, sql) => {
    const { conceptId, versionId } = foreign;
    const filled = sql.replaceAll('$1', conceptId).replaceAll('$2', versionId);
    await expect(run(filled)).rejects.toMatchObject({ constraint });
  });

  test('segments that overlap, or are not numbered', async () => {
    const add = (segmentIndex: number, startMs: number) =>
      run(
        `INSERT INTO "Segment" ("recognitionVideoId", "segmentIndex", "startMs", "endMs", "score", "probability",
           "runnerUpIds", "runnerUpProbabilities") VALUES ($1, ${segmentIndex}, ${startMs}, ${startMs + 5}, 1, 0, '{}', '{}')`,
        [recognized[1]!],
      );
    await expect(add(1, 999)).rejects.toThrow('Segment_follows_another');
    await expect(add(2, 1000)).rejects.toThrow('Segment_follows_another');
    await add(1, 1000);
  });

  test('with every check and every partial unique index that there is', async () => {
    const { rows } = await target.db.pool.query<{ name: string }>(
      `SELECT "conname" AS "name" FROM "pg_constraint" WHERE "contype" = 'c' AND "connamespace" = 'public'::regnamespace
       UNION ALL
       SELECT "indexname" FROM "pg_indexes" WHERE "schemaname" = 'public' AND "indexdef" LIKE 'CREATE UNIQUE % WHERE %'`,
    );
    const tried = [...namesOf(WRONG), ...namesOf(WRONG_COPIES), ...Object.entries(DOUBLE)].map(([name]) => name);
    expect(rows.map(({ name }) => name).toSorted()).toEqual(tried.toSorted());
  });
});
