import { findingsToPrecision, rowsForCoverage } from '@actionary/inference/domain';
import type { ReliabilityFigures, ReviewedWindows, SetFigures, WindowCalibration } from '@actionary/inference/domain';
import type { CalibrationReportRow } from './calibration-report.ts';

interface ReportOptions {
  readonly wantedPrecision: number;
  readonly coverage: number;
  /** By concept index. */
  readonly conceptIds: readonly string[];
}

/** What is told of a calibration. @param windows that it was learned from */
export function reportOfWindows(
  { verdict, heldOutLoss, before, after, thresholds, sets, conceptSets, ...rule }: WindowCalibration,
  { truth, spans, videos }: ReviewedWindows,
  { wantedPrecision, coverage, conceptIds }: ReportOptions,
): Omit<CalibrationReportRow, 'isAdapterHeldOut' | 'previousTemperature' | 'unknown'> {
  const shownBy = new Map(spans.map((span, row) => [span, truth[row]]));
  const countOf = (concept: number | null) => [...shownBy.values()].filter((shown) => shown === concept).length;
  return {
    spanCount: shownBy.size,
    unknownSpanCount: countOf(null),
    videoCount: new Set(videos).size,
    windowCount: truth.filter((concept) => concept !== null).length,
    verdict,
    logLoss: heldOutLoss,
    before: toFigures(before),
    after: after && toFigures(after),
    sets: {
      coverage: rule.coverage,
      minProbability: rule.minProbability,
      missingCount: Math.max(0, rowsForCoverage(coverage) - sets.rowCount),
      heldOut: toSets(sets),
    },
    concepts: thresholds.flatMap(({ foundCount, rightCount, precisionLow, threshold }, index) => {
      const spanCount = countOf(index);
      if (spanCount === 0 && foundCount === 0) return [];
      const counts = { foundCount, rightCount };
      const missingCount = threshold === null ? findingsToPrecision(counts, wantedPrecision) : 0;
      const own = conceptSets[index];
      const figures = { spanCount, ...counts, precisionLow, missingCount, sets: own && toSets(own) };
      return [{ conceptId: conceptIds[index], ...figures }];
    }),
  };
}

function toFigures({ bins, ...figures }: ReliabilityFigures): CalibrationReportRow['before'] {
  return { ...figures, bins: bins.map(({ interval, ...bin }) => ({ ...bin, ...interval })) };
}

function toSets({ rowCount, ...shares }: SetFigures): CalibrationReportRow['sets']['heldOut'] {
  return { spanCount: rowCount, ...shares };
}
