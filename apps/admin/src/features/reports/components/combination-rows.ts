'use client';

import { useMemo } from 'react';
import type { ReportCycle } from '../api/use-report.ts';
import { workKindOf } from '../model/work-kinds.ts';
import type { WorkKind } from '../model/work-kinds.ts';
import { useReportState } from './report-context.ts';
import type { OfConcept } from './use-concepts.ts';

/** An element of one cycle. */
export interface CombinationRow {
  /** From 1. */
  readonly number: number;
  readonly of: OfConcept;
  readonly label: string;
  readonly kind: WorkKind;
  /** From the beginning of the cycle on. */
  readonly startMs: number;
  readonly endMs: number;
}

export function useCombinationRows({ startMs: fromMs, parts }: ReportCycle): readonly CombinationRow[] {
  const { concepts } = useReportState();
  return useMemo(
    () =>
      parts.map(({ concept, startMs, endMs }, index) => {
        const of = concepts.named(concept?.id ?? null);
        return {
          number: index + 1,
          of,
          label: concepts.labelOf(of),
          kind: concept ? workKindOf((facet) => concepts.facetOf(concept.id, facet)) : 'manual',
          startMs: startMs - fromMs,
          endMs: endMs - fromMs,
        };
      }),
    [parts, fromMs, concepts],
  );
}
