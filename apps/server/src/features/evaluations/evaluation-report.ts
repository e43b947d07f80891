import type { Evaluation } from '@actionary/database';
import { RECOGNITION_METHODS } from '@actionary/inference';
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

/** What is stored with an evaluation. */
const evaluationReport = z.discriminatedUnion('protocol', [baseToNovel, fewShot, confusion]);

export type EvaluationReportRow = z.infer<typeof evaluationReport>;
/** @public codegen.yml names them */
export type BaseToNovelRow = z.infer<typeof baseToNovel>;
export type FewShotRow = z.infer<typeof fewShot>;
export type ConfusionRow = z.infer<typeof confusion>;
export type ConfusedConceptRow = ConfusionRow['concepts'][number];

export function reportOf({ report }: Pick<Evaluation, 'report'>): EvaluationReportRow {
  return evaluationReport.parse(report);
}
