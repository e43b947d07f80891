import type { Adapter } from '@actionary/database';
import { RECOGNITION_METHODS } from '@actionary/inference';
import { z } from 'zod';
import { estimate } from '../../shared/reviews/estimate.ts';

const share = z.number();

/** What is stored with an adapter. */
const adapterReport = z.object({
  spanCount: z.int(),
  videoCount: z.int(),
  heldOut: z.enum(['videos', 'partsOfVideos']),
  methods: z.array(z.object({ method: z.enum(RECOGNITION_METHODS), all: share, ece: share })),
  gain: estimate,
  novelGain: estimate.nullable(),
  concepts: z.array(
    z.object({ conceptId: z.string(), spanCount: z.int(), frozenCount: z.int(), adaptedCount: z.int() }),
  ),
});

export type AdapterReportRow = z.infer<typeof adapterReport>;

/** A concept in a report. @public codegen.yml names it */
export type ConceptFiguresRow = AdapterReportRow['concepts'][number];

export function reportOf({ report }: Pick<Adapter, 'report'>): AdapterReportRow {
  return adapterReport.parse(report);
}
