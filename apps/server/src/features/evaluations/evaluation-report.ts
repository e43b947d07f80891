import type { Evaluation } from '@actionary/database';
import { RECOGNITION_METHODS } from '@actionary/inference';
import { CORRUPTIONS } from '@actionary/inference/domain';
import { z } from 'zod';
import { estimate } from '../../shared/reviews/estimate.ts';

const method = z.enum(RECOGNITION_METHODS);
const heldOut = z.enum(['videos', 'partsOfVideos']);
const spread = z.object({ mean: z.number(), sd: z.number().nullable() });
const seconds = z.number().nullable();

const baseToNovel = z.object({
  protocol: z.literal('baseToNovel'),
  heldOut,
  runCount: z.int(),
  methods: z.array(
    z.object({
      method,
      base: spread,
      novel: spread,
      hm: spread,
      all: spread,
      ece: spread,
      gain: estimate,
      trainSeconds: seconds,
    }),
  ),
});

const fewShot = z.object({
  protocol: z.literal('fewShot'),
  heldOut,
  runCount: z.int(),
  testedCount: z.int(),
  points: z.array(
    z.object({
      shots: z.int(),
      learnedCount: z.number(),
      methods: z.array(z.object({ method, all: spread, accuracy: estimate, trainSeconds: seconds })),
    }),
  ),
});

const matrix = z.object({
  rows: z.array(z.array(z.int())),
  worst: z.array(z.object({ shown: z.int(), found: z.int(), count: z.int(), shownCount: z.int() })),
});

const confusion = z.object({
  protocol: z.literal('confusion'),
  heldOut,
  concepts: z.array(z.object({ conceptId: z.string() })),
  frozen: matrix,
  adapted: matrix,
  methods: z.array(z.object({ method, all: z.number(), ece: z.number(), gain: estimate })),
});

const crossLibrary = z.object({
  protocol: z.literal('crossLibrary'),
  pairs: z.array(
    z.object({
      fromLibrary: z.string(),
      toLibrary: z.string(),
      learnedCount: z.int(),
      testedCount: z.int(),
      sharedCount: z.int(),
      methods: z.array(z.object({ method, all: z.number(), ece: z.number(), gain: estimate, trainSeconds: seconds })),
    }),
  ),
  leftOutCount: z.int(),
});

const overlapFigures = z.array(z.object({ overlap: z.number(), value: z.number() }));
const timeline = z.object({
  protocol: z.literal('timeline'),
  videoCount: z.int(),
  leftOutCount: z.int(),
  reviewedShare: z.number(),
  frameAccuracy: z.number(),
  editScore: z.number(),
  f1: overlapFigures,
  map: overlapFigures.nullable(),
});

const robustness = z.object({
  protocol: z.literal('robustness'),
  heldOut,
  spanCount: z.int(),
  unreadCount: z.int(),
  conditions: z.array(
    z.object({
      corruption: z.enum(CORRUPTIONS).nullable(),
      strength: z.number(),
      methods: z.array(z.object({ method, accuracy: z.number(), probability: z.number(), change: z.number() })),
    }),
  ),
});

/** What is stored with an evaluation. */
const evaluationReport = z.discriminatedUnion('protocol', [
  baseToNovel,
  fewShot,
  confusion,
  crossLibrary,
  timeline,
  robustness,
]);

export type EvaluationReportRow = z.infer<typeof evaluationReport>;
/** @public codegen.yml names it */
export type BaseToNovelRow = z.infer<typeof baseToNovel>;
/** @public codegen.yml names it */
export type FewShotRow = z.infer<typeof fewShot>;
/** @public codegen.yml names it */
export type ConfusionRow = z.infer<typeof confusion>;
/** @public codegen.yml names it */
export type CrossLibraryRow = z.infer<typeof crossLibrary>;
/** @public codegen.yml names it */
export type LibraryPairRow = CrossLibraryRow['pairs'][number];
/** @public codegen.yml names it */
export type TimelineRow = z.infer<typeof timeline>;
/** @public codegen.yml names it */
export type RobustnessRow = z.infer<typeof robustness>;
/** @public codegen.yml names it */
export type ConfusedConceptRow = ConfusionRow['concepts'][number];

export function reportOf({ report }: Pick<Evaluation, 'report'>): EvaluationReportRow {
  return evaluationReport.parse(report);
}
