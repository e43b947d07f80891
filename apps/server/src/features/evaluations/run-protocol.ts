import { videosOfContents } from '@actionary/database';
import type { EvaluationProtocol, Recipe } from '@actionary/database';
import { baseToNovel, crossLibrary, fewShot, heldOutConfusion, planRobustness, robustness } from '@actionary/inference';
import type { ConceptMatrix, TrialOptions } from '@actionary/inference';
import { timelineFigures } from '@actionary/inference/domain';
import type { Services } from '../../context.ts';
import { useImageEncoder } from '../../shared/encoders/image-encoder.ts';
import { TooFewReviews } from '../../shared/queue/learning-task.ts';
import { toEstimate } from '../../shared/reviews/estimate.ts';
import type { LearningExamples } from '../../shared/reviews/learning-examples.ts';
import type { EvaluationReportRow } from './evaluation-report.ts';
import { readPictures } from './read-pictures.ts';
import { readTimelines } from './timelines.ts';

/** What an evaluation is made of. */
export interface ProtocolRun {
  readonly services: Services;
  readonly recipe: Recipe;
  readonly found: LearningExamples;
  readonly options: TrialOptions & { readonly signal: AbortSignal };
}

type Protocol = (run: ProtocolRun) => Promise<EvaluationReportRow>;

/** What each protocol finds, as it is stored. */
const PROTOCOLS: Readonly<Record<EvaluationProtocol, Protocol>> = {
  baseToNovel: async ({ found: { examples }, options }) => {
    const { methods, ...report } = await baseToNovel(examples, options);
    return { protocol: 'baseToNovel', ...report, methods: methods.map(withGain) };
  },
  fewShot: async ({ found: { examples }, options }) => {
    const { points, ...report } = await fewShot(examples, options);
    return {
      protocol: 'fewShot',
      ...report,
      points: points.map(({ methods, ...point }) => ({
        ...point,
        methods: methods.map((figures) => ({ ...figures, accuracy: toEstimate(figures.accuracy) })),
      })),
    };
  },
  confusion: async ({ found: { examples, conceptIds }, options }) => {
    const { heldOut, conceptIndices, methods, frozen, adapted } = await heldOutConfusion(examples, options);
    return {
      protocol: 'confusion',
      heldOut,
      concepts: conceptIndices.map((index) => ({ conceptId: conceptIds[index] })),
      frozen: stored(frozen),
      adapted: stored(adapted),
      methods: methods.map(withGain),
    };
  },
  crossLibrary: async ({ services: { db }, found: { examples }, options }) => {
    const { videos } = examples;
    const contents = [...new Set(videos)];
    const rows = await videosOfContents(db, contents);
    const libraryOf = new Map(contents.map((content, index) => [content, rows[index]?.libraryId ?? null]));
    const libraries = videos.map((content) => libraryOf.get(content)!);
    const { pairs, leftOutCount } = await crossLibrary(examples, libraries, options);
    return {
      protocol: 'crossLibrary',
      leftOutCount,
      pairs: pairs.map(({ methods, ...pair }) => ({ ...pair, methods: methods.map(withGain) })),
    };
  },
  timeline: async ({ services: { db }, recipe }) => {
    const figures = timelineFigures(await readTimelines(db, recipe));
    if (!figures)
      throw new TooFewReviews('no recognised video has been reviewed nearly without a gap: review one, then try again');
    const { f1, map, ...rest } = figures;
    return { protocol: 'timeline', ...rest, f1: [...f1], map: map && [...map] };
  },
  robustness: ({ services, recipe, found: { examples, spans }, options }) => {
    const plan = planRobustness(examples, options.seed);
    return useImageEncoder(services, recipe.encoderDigest, async (encoder) => {
      const wanted = plan.sampled.map((index) => ({ index, ...spans[index] }));
      const pictured = await readPictures(services, wanted, encoder, options.signal);
      if (pictured.length === 0)
        throw new TooFewReviews('no file of the reviewed videos can be read: put them back, then try again');
      const { conditions, ...report } = await robustness(examples, pictured, { ...options, encoder, plan });
      return {
        protocol: 'robustness',
        ...report,
        unreadCount: wanted.length - pictured.length,
        conditions: conditions.map(({ methods, ...condition }) => ({ ...condition, methods: [...methods] })),
      };
    });
  },
};

function withGain<T extends { readonly gain: Parameters<typeof toEstimate>[0] }>(figures: T) {
  return { ...figures, gain: toEstimate(figures.gain) };
}

function stored({ rows, worst }: ConceptMatrix) {
  return { rows: rows.map((row) => [...row]), worst: [...worst] };
}

/** @throws {TooFewReviews}; the signal's reason where it is aborted */
export async function runProtocol(protocol: EvaluationProtocol, run: ProtocolRun): Promise<EvaluationReportRow> {
  try {
    return await PROTOCOLS[protocol](run);
  } catch (cause) {
    if (cause instanceof RangeError) throw new TooFewReviews(cause.message, { cause });
    throw cause;
  }
}
