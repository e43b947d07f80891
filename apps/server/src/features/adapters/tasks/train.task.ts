import {
  failJob,
  finishTraining,
  getJobs,
  getRecipes,
  getVocabularyVersions,
  isDatabaseAway,
  reportProgress,
  startJob,
} from '@actionary/database';
import type { AdapterInput, Database, Recipe } from '@actionary/database';
import { amongTaught, evaluateAdapter, ModelError, PromptError, trainAdapter } from '@actionary/inference';
import type { AdapterEvaluation, ReviewedExamples } from '@actionary/inference';
import { PromptTemplateError } from '@actionary/inference/domain';
import type { AdapterKind, FrameChoice } from '@actionary/inference/domain';
import { z } from 'zod';
import type { Services } from '../../../context.ts';
import { encodeRecipeWords } from '../../../shared/encoders/recipe-words.ts';
import { toEstimate } from '../../../shared/graphql/estimate.ts';
import { failureOf } from '../../../shared/queue/failure.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import type { AdapterReportRow } from '../adapter-report.ts';
import { isEnough, tooFewReviews } from '../enough-reviews.ts';
import { readSpanFrames } from '../../../shared/encoders/span-frames.ts';
import { findExamples } from '../../../shared/reviews/reviewed-examples.ts';

const REPORT_MS = 500;

/** Of an example, as many as tell what it shows; of a temporal one neighbours, whose order counts. */
const FRAMES: Readonly<Record<AdapterKind, FrameChoice>> = {
  linear: { count: 8, from: 'spread' },
  bottleneck: { count: 8, from: 'spread' },
  temporal: { count: 16, from: 'middle' },
};

const trainingPayload = z.object({
  recipeId: z.uuid(),
  kind: z.enum(['linear', 'bottleneck', 'temporal']),
  seed: z.int(),
  name: z.string(),
  person: z.string().nullable(),
});
type TrainingPayload = z.infer<typeof trainingPayload>;

/** Learns an adapter from the reviews there are now, measures it on videos left out in turn, and stores it with its report. */
export function trainTask(services: Services): TaskHandler<'train'> {
  const { db } = services;
  return async ({ jobId }, { signal: stopped, isLastAttempt }) => {
    const [job] = await getJobs(db, [jobId]);
    if (!job || !(await startJob(db, jobId))) return;
    const told = trainingPayload.parse(job.payload);
    const cancelled = new AbortController();
    const signal = AbortSignal.any([stopped, cancelled.signal]);
    const progress = { doneCount: 0, totalCount: 0 };
    const report = async () => {
      if (!(await reportProgress(db, jobId, progress))) cancelled.abort();
    };
    // A report that fails is followed by the next one.
    const timer = setInterval(() => void report().catch(() => {}), REPORT_MS);
    try {
      const input = await learn(services, told, signal, (doneCount, totalCount) =>
        Object.assign(progress, { doneCount, totalCount }),
      );
      await report();
      await finishTraining(db, jobId, input);
    } catch (error) {
      stopped.throwIfAborted();
      if (cancelled.signal.aborted) return;
      const code = finalCode(error);
      if (code === null && (!isLastAttempt || isDatabaseAway(error))) throw error;
      await failJob(db, jobId, failureOf(error, code ?? 'TRAIN_FAILED'));
    } finally {
      clearInterval(timer);
    }
  };
}

/** Of an error that another attempt would meet again; else `null`. */
function finalCode(error: unknown): string | null {
  if (error instanceof ModelError) return error.code;
  if (error instanceof PromptTemplateError || error instanceof PromptError) return 'PROMPT';
  return error instanceof TooFewReviews ? 'TOO_FEW_REVIEWS' : null;
}

/** Reviews have been withdrawn since the training was asked for. */
class TooFewReviews extends Error {}

async function learn(
  services: Services,
  { recipeId, kind, seed, name, person }: TrainingPayload,
  signal: AbortSignal,
  onProgress: (doneCount: number, totalCount: number) => void,
): Promise<AdapterInput> {
  const [recipe] = await getRecipes(services.db, [recipeId]);
  const { examples, conceptIds, logitScale, vocabularyId } = await readExamples(services, recipe!, kind, signal);
  const options = { kind, seed, logitScale, signal };
  const evaluation = await evaluateAdapter(examples, { ...options, onProgress });
  const { model, seconds } = await trainAdapter(amongTaught(examples), options);
  const learned = [...new Set(examples.concepts)].toSorted((a, b) => a - b).map((index) => conceptIds[index]);
  return {
    name,
    kind,
    vocabularyId,
    recipeId,
    encoderDigest: recipe!.encoderDigest,
    seed,
    model: new Uint8Array(model),
    conceptIds: learned,
    spanCount: examples.concepts.length,
    report: toReport(evaluation, conceptIds),
    refusals: evaluation.decision.reasons,
    trainedInMs: Math.round(1000 * seconds),
    person,
  };
}

async function readExamples(services: Services, recipe: Recipe, kind: AdapterKind, signal: AbortSignal) {
  const { db } = services;
  const { concepts, embedded, encoder } = await encodeRecipeWords(services, recipe);
  const vocabularyId = await vocabularyOf(db, recipe);
  const conceptIds = concepts.map(({ conceptId }) => conceptId);
  const found = await findExamples(db, recipe, { vocabularyId, wantedIds: new Set(conceptIds) });
  if (!isEnough(found)) throw new TooFewReviews(tooFewReviews(found));
  const indexOf = new Map(conceptIds.map((id, index) => [id, index]));
  const examples: ReviewedExamples = {
    dims: encoder.dims,
    texts: embedded.embeddings,
    ...(await readSpanFrames(db, found, FRAMES[kind], signal)),
    concepts: found.spans.map(({ conceptId }) => indexOf.get(conceptId)!),
    videos: found.spans.map(({ contentSha256 }) => contentSha256),
  };
  return { examples, conceptIds, logitScale: encoder.logitScale, vocabularyId };
}

async function vocabularyOf(db: Database, { vocabularyVersionId }: Recipe): Promise<string> {
  const [version] = await getVocabularyVersions(db, [vocabularyVersionId]);
  return version!.vocabularyId;
}

function toReport(evaluation: AdapterEvaluation, conceptIds: readonly string[]): AdapterReportRow {
  const { decision, methods, concepts, ...rest } = evaluation;
  const { trained, untrained } = decision;
  return {
    ...rest,
    methods: [...methods],
    // There is an example at least, and each was left out once.
    gain: toEstimate(trained!.difference),
    novelGain: untrained && toEstimate(untrained.difference),
    concepts: concepts.map(({ conceptIndex, ...counts }) => ({ conceptId: conceptIds[conceptIndex], ...counts })),
  };
}
