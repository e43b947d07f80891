/** The database as a package: start or find a server, migrate, open, and a store per noun. Backups are in `./backup`, seeds in `./seed`. */
export { DatabaseError, isDatabaseAway, isDatabaseFull, isTimedOut } from './database-error.ts';
export type { DatabaseErrorCode } from './database-error.ts';
export { openDatabase } from './database.ts';
export type { Database, OpenDatabaseOptions, StatementTrace } from './database.ts';
export { migrate } from './migrate.ts';
export type { MigrateOptions } from './migrate.ts';
export { startEmbeddedPostgres } from './postgres/embedded-postgres.ts';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './postgres/embedded-postgres.ts';
export { makeFolder } from './postgres/make-folder.ts';
export { startDatabaseServer } from './postgres/database-server.ts';
export type { DatabaseServer, DatabaseServerOptions } from './postgres/database-server.ts';
export type { Outcome, Problem, ProblemCode, ProblemReason } from './outcome.ts';
export { contentHash } from './content-hash.ts';
export { newId } from './id.ts';
export { operatingFigures } from './operating-figures.ts';
export type { OperatingFigures } from './operating-figures.ts';
export { CursorError, cursorOf } from './page.ts';
export type { Page, PageOrder, PageRequest } from './page.ts';
export {
  childrenOfNodes,
  createEquipmentNode,
  deleteEquipmentNode,
  findEquipmentNode,
  getEquipmentNodes,
  listEquipmentNodes,
  pathsOfNodes,
  updateEquipmentNode,
  upsertEquipmentNode,
} from './equipment-nodes.ts';
export type { EquipmentNodeInput, NamedNode } from './equipment-nodes.ts';
export {
  createVideoLibrary,
  deleteVideoLibrary,
  findVideoLibrary,
  getVideoLibraries,
  librariesOfNodes,
  listVideoLibraries,
  totalsOfLibraries,
  updateVideoLibrary,
} from './video-libraries.ts';
export type { LibraryTotals, VideoLibraryInput } from './video-libraries.ts';
export {
  addVideos,
  getVideos,
  markMissingVideos,
  setVideoFailed,
  setVideoReady,
  videosOfContents,
  videosOfLibraries,
} from './videos.ts';
export type { VideoFile } from './videos.ts';
export { findNamedVideos, updateVideo, videosByExternalId } from './named-videos.ts';
export type { VideoChanges, VideoName } from './named-videos.ts';
export { registerRecording } from './recordings.ts';
export type { Recording, RecordingChanges, RegisteredRecording } from './recordings.ts';
export { isAlready } from './upserted.ts';
export type { Upserted } from './upserted.ts';
export {
  listFilesElsewhere,
  listKnownFiles,
  listKnownLike,
  recordArrivals,
  recordFiles,
  setRecordedAt,
} from './library-files.ts';
export { endsOfRecognition, listArrivals, listWatchedLibraries, recognizeArrivals } from './arrivals.ts';
export type { QueuedArrivals, WatchedLibrary } from './arrivals.ts';
export type { FoundFiles, KnownFile, OtherFile, VideoMove } from './library-files.ts';
export { countVideos, listVideos } from './video-pages.ts';
export type { VideoFilter, VideoOrder, VideoPage } from './video-pages.ts';
export {
  countVideosOfOperators,
  forgetOperator,
  getOperators,
  listOperators,
  pseudonymOf,
  setVideosOperator,
} from './operators.ts';
export type { NamedOperator, VideosOfOperator } from './operators.ts';
export { search } from './search.ts';
export type { SearchHit } from './search.ts';
export {
  archiveVocabulary,
  countConcepts,
  createVocabulary,
  findVocabulary,
  getVocabularies,
  getVocabularyVersions,
  latestVersions,
  listVocabularies,
  updateVocabulary,
  versionsOfVocabularies,
} from './vocabularies.ts';
export type { VocabularyInput } from './vocabularies.ts';
export { vocabularyPresets } from './vocabulary-presets.ts';
export type { VocabularyPreset } from './vocabulary-presets.ts';
export { discardDraft, openDraft } from './vocabulary-drafts.ts';
export { revertVocabulary } from './revert-vocabulary.ts';
export { publishDraft } from './publish-draft.ts';
export {
  changesOfConcepts,
  changesOfVersions,
  getVocabularyChanges,
  sidesOfChanges,
  undoStates,
} from './change-history.ts';
export type { ChangePageRequest, ChangePlace, ChangeRow, ChangeSides, PlacedChange } from './change-history.ts';
export {
  countReviewQueue,
  createReviews,
  decisionsOfReviews,
  getReviewQueueItems,
  getReviews,
  listReviewQueue,
  listReviews,
  queuedVersions,
} from './reviews.ts';
export type { ReviewInput } from './reviews.ts';
export { decideReviews } from './review-decisions.ts';
export { listReviewCandidates } from './review-candidates.ts';
export type { ReviewCandidate } from './review-candidates.ts';
export { withdrawReviews } from './review-withdrawals.ts';
export { cursorOfReview, reviewsOfContents } from './video-reviews.ts';
export type { ReviewScope } from './review-tracks.ts';
export { reviewedSpans } from './reviewed-spans.ts';
export type { ReviewedSpan } from './reviewed-spans.ts';
export { finishTraining, getAdapters, listAdapters, readAdapterModel } from './adapters.ts';
export { finishEvaluation, getEvaluations, listEvaluations } from './evaluations.ts';
export type { EvaluationInput } from './evaluations.ts';
export { latestRunsOfRecipe } from './recipe-runs.ts';
export { recognizedTime, reviewWork } from './pilot-facts.ts';
export type { ReviewWork } from './pilot-facts.ts';
export type { Adapter, AdapterInput } from './adapters.ts';
export { finishCalibration, getCalibrations, listCalibrations, readUnknownRows } from './calibrations.ts';
export type { Calibration, CalibrationInput } from './calibrations.ts';
export { exampleSegments, recipesOfVocabularies } from './impact-examples.ts';
export { impactOf } from './version-impact.ts';
export type { ConceptImpact, VersionImpact } from './version-impact.ts';
export { clientsOfVocabularies, noteClient } from './vocabulary-clients.ts';
export type { ClientReading } from './vocabulary-clients.ts';
export { getResolutions } from './concept-resolutions.ts';
export { changeDraft, publishedConceptIds, redoChange, undoChange } from './vocabulary-changes.ts';
export type { ChangeOptions } from './vocabulary-changes.ts';
export type { DraftOperation } from './change-steps.ts';
export { conceptsByExternalIds, getConcepts } from './concepts.ts';
export { conceptInput, conceptReason, conceptsOfVersions, getConceptContents } from './concept-contents.ts';
export type { ConceptInput, VersionConcept } from './concept-contents.ts';
export {
  createPromptSet,
  getPromptSetVersions,
  getPromptSets,
  listPromptSets,
  savePromptSetVersion,
  versionsOfPromptSets,
} from './prompt-sets.ts';
export type { PromptSetInput, PromptTemplates } from './prompt-sets.ts';
export { joinSpans, missingSpans, runsAwaiting, writeSpan } from './embedding-spans.ts';
export type { AwaitingRun, EmbeddingSpan } from './embedding-spans.ts';
export {
  completeEmbedding,
  getEmbedding,
  getEncoders,
  openEmbedding,
  registerEncoder,
  writeChunk,
} from './embeddings.ts';
export type { EmbeddingKey, EmbeddingReport, EmbeddingState, FrameEmbeddings } from './embeddings.ts';
export { saveEmbedding } from './saved-embeddings.ts';
export type { SavedEmbedding } from './saved-embeddings.ts';
export { countUnembeddedVideos, embeddedFramesOf, listEmbeddedVideos, readChunks } from './embedding-chunks.ts';
export type { ChunkKey, EmbeddedFrames, EmbeddedVideo, EmbeddedVideoFilter, StoredChunk } from './embedding-chunks.ts';
export { listUnsuggestedItems, readingsOfContents, saveSuggestions, versionsToSuggest } from './review-suggestions.ts';
export type { ContentReading, ItemPlace, Suggestion, UnsuggestedItem } from './review-suggestions.ts';
export { findRecipe, getRecipes, listRecipes, pinRecipe, saveRecipe } from './recipes.ts';
export type { RecipeContent, RecipeInput } from './recipes.ts';
export {
  cancelRecognition,
  isWanted,
  pauseRecognition,
  prioritizeRecognition,
  resumeRecognition,
  retryRecognition,
} from './recognition-control.ts';
export type { RoundWork } from './recognition-control.ts';
export {
  createRecognition,
  currentOfVideos,
  failuresOfRecognitions,
  getRecognitionVideos,
  getRecognitions,
  listQueuedRuns,
  listRecognitions,
  openRunsBetween,
  recognitionsOfVideos,
  videosOfRecognitions,
} from './recognitions.ts';
export {
  countHeld,
  getPublications,
  listPublications,
  publicationsOfRecognitions,
  publishRecognition,
  rollBackRecognition,
} from './publications.ts';
export type { FailureCount, QueuedRun, RecognitionInput, RecognitionVideoFilter } from './recognitions.ts';
export { measuredEmbeddings, measuredScoring, totalsOfSelection } from './recognition-estimates.ts';
export type { MeasuredWork, SelectionTotals } from './recognition-estimates.ts';
export type { VideoSelection } from './video-selection.ts';
export {
  failRecognitionVideo,
  failRecognitionVideos,
  finishRecognitionVideo,
  finishRecognitionVideos,
  startRecognitionVideo,
  startRecognitionVideos,
} from './recognition-runs.ts';
export type { RecognizedRun } from './recognition-runs.ts';
export { readWork, readWorkPage } from './work.ts';
export type { WorkPlace, WorkScope, WorkVideo } from './work.ts';
export { comparisonMark } from './compared-runs.ts';
export type { ComparedPair } from './compared-runs.ts';
export { changedSpans, compareRecognitions } from './recognition-comparison.ts';
export type {
  ChangedSpan,
  ComparedVideo,
  ConceptSwap,
  RecognitionComparison,
  ReviewedAgreement,
} from './recognition-comparison.ts';
export { dueOfVideos, librariesToExpire, postponeExpiry, removeDue, videoIdsOfLibrary } from './retention.ts';
export type { DueData, RetentionRules, RetentionScope, SizedRows } from './retention.ts';
export { segmentsOf } from './segments.ts';
export { conceptsCountingAs, cursorOfEvent, keyOfEvent, listWorkEvents } from './work-events.ts';
export type { WorkEvent, WorkEventFilter } from './work-events.ts';
export type { SegmentFilter, SegmentInput } from './segments.ts';
export {
  cancelJob,
  createJob,
  failJob,
  finishJob,
  getJobs,
  latestJobsOfLibraries,
  listActiveJobs,
  listJobs,
  paceOf,
  reportProgress,
  startJob,
} from './jobs.ts';
export type { JobInput, JobPace } from './jobs.ts';
export {
  createAccount,
  createFirstAccount,
  deleteAccount,
  getAccounts,
  hasAccounts,
  lastSeenOfAccounts,
  listAccounts,
  updateAccount,
} from './accounts.ts';
export type { AccountChange, AccountInput } from './accounts.ts';
export {
  createApiToken,
  findApiToken,
  getApiTokens,
  listApiTokens,
  noteApiTokenUse,
  revokeApiToken,
} from './api-tokens.ts';
export type { ApiTokenInput, NewApiToken, Permission } from './api-tokens.ts';
export {
  answerIdempotencyKey,
  claimIdempotencyKey,
  forgetIdempotencyKeys,
  keepIdempotencyKey,
  releaseIdempotencyKey,
} from './idempotency-keys.ts';
export type { IdempotencyClaim, KeptAnswer, KeyedRequest } from './idempotency-keys.ts';
export { areInvited, findInvited, invite, useInvitation } from './invitations.ts';
export type { Invited } from './invitations.ts';
export {
  CHANGE_TYPES,
  LostChangesError,
  cursorOfChange,
  forgetChanges,
  getChanges,
  latestSequence,
  listChanges,
  sequenceChanges,
} from './changes.ts';
export type { ChangeFilter, ChangePage, SequencedChange } from './changes.ts';
export {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  getWebhookEndpoints,
  listWebhookEndpoints,
  rotateWebhookSecret,
  updateWebhookEndpoint,
} from './webhook-endpoints.ts';
export type { SecretEndpoint, WebhookEndpointChange, WebhookEndpointInput } from './webhook-endpoints.ts';
export { attemptsOfDeliveries, forgetPings, getDeliveries, listDeliveries, retryDelivery } from './deliveries.ts';
export type { DeliveryFilter } from './deliveries.ts';
export { createPing, giveBackDelivery, noteAttempt, takeDeliveries, workOfEndpoints } from './delivery-queue.ts';
export type { AttemptInput, DeliveryNext, EndpointWork, TakenDeliveries, TakenDelivery } from './delivery-queue.ts';
export { countReplayed, replayDeliveries } from './delivery-replay.ts';
export type { ReplayRange } from './delivery-replay.ts';
export { auditActions, beginAudit, endAudit, getAuditEntries, listAuditEntries, noteAudit } from './audit-entries.ts';
export type {
  AuditActorKind,
  AuditDetails,
  AuditFilter,
  AuditInput,
  AuditOutcome,
  AuditResult,
} from './audit-entries.ts';
export { auditHead, auditRange, forgetAudit, sealAudit, sealedEntries, toRecord, verifyAudit } from './audit-chain.ts';
export type { AuditAnchor, AuditCheck, AuditProblemKind, SealedEntry } from './audit-chain.ts';
export { seedAlone, seedDemo, seedPromptSets } from './seed.ts';
export type { SeedDemoOptions, SeededDemo } from './seed.ts';
export type * from '../generated/client.ts';
