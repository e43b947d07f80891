import type { Calibration } from '@actionary/database';
import { UNKNOWN_SIGNALS } from '@actionary/inference/domain';
import { z } from 'zod';
import { thresholdsOf } from '../../shared/encoders/recipe-calibration.ts';

const share = z.number().min(0).max(1);

const sets = z.object({ spanCount: z.int(), covered: share, empty: share, one: share, many: share, size: z.number() });

const reliability = z.object({
  probability: share,
  accuracy: share,
  ece: share,
  bins: z.array(
    z.object({
      from: share,
      to: share,
      count: z.int(),
      probability: share,
      accuracy: share,
      low: share,
      high: share,
    }),
  ),
});

const separation = { auroc: share, fpr95: share };
const unknownFigures = z.object({
  isUsed: z.boolean(),
  knownCount: z.int(),
  unknownCount: z.int(),
  together: z.object(separation),
  plain: z.object(separation),
  alone: z.array(z.object({ signal: z.enum(UNKNOWN_SIGNALS), ...separation })),
});

/** What is stored with a calibration. */
const calibrationReport = z.object({
  spanCount: z.int(),
  unknownSpanCount: z.int(),
  videoCount: z.int(),
  windowCount: z.int(),
  isAdapterHeldOut: z.boolean(),
  verdict: z.enum(['improves', 'doesNotImprove', 'noOptimum', 'tooFewVideos']),
  previousTemperature: z.number(),
  logLoss: z.object({ before: z.number(), after: z.number() }).nullable(),
  before: reliability,
  after: reliability.nullable(),
  sets: z.object({ coverage: share, minProbability: share, missingCount: z.int(), heldOut: sets }),
  unknown: unknownFigures.nullable(),
  concepts: z.array(
    z.object({
      conceptId: z.string(),
      spanCount: z.int(),
      foundCount: z.int(),
      rightCount: z.int(),
      precisionLow: share,
      missingCount: z.int(),
      sets: sets.nullable(),
    }),
  ),
});

/** @public codegen.yml names it */
export type CalibrationReportRow = z.infer<typeof calibrationReport>;

/** A concept in a report, and its threshold. @public codegen.yml names it */
export type CalibratedConceptRow = CalibrationReportRow['concepts'][number] & { readonly threshold: number | null };

export function reportOf({ report }: Pick<Calibration, 'report'>): CalibrationReportRow {
  return calibrationReport.parse(report);
}

export function calibratedConcepts(calibration: Pick<Calibration, 'report' | 'thresholds'>): CalibratedConceptRow[] {
  const thresholds = thresholdsOf(calibration);
  return reportOf(calibration).concepts.map((concept) => ({
    ...concept,
    threshold: thresholds[concept.conceptId] ?? null,
  }));
}
