import { csvText } from '../../../lib/csv.ts';
import type { Track, TrackConcept } from './track.ts';

const COLUMNS = ['start_ms', 'end_ms', 'length_ms', 'concept_id', 'notation', 'concept', 'probability', 'runners_up'];

/** A track as CSV (RFC 4180, UTF-8 with a mark that Excel looks for). Unknown has no concept id. */
export function segmentsCsv({ concepts, segments }: Track, unknownLabel: string): string {
  const rows = segments.map(({ startMs, endMs, conceptIndex, probability, runnersUp }) => {
    const concept: TrackConcept | undefined = concepts[conceptIndex];
    const others = runnersUp.map(
      (each) => `${concepts[each.conceptIndex]?.label ?? ''} ${each.probability.toFixed(3)}`,
    );
    return [
      startMs,
      endMs,
      endMs - startMs,
      concept?.externalId ?? '',
      concept?.notation ?? '',
      concept?.label ?? unknownLabel,
      probability.toFixed(4),
      others.join('; '),
    ];
  });
  return csvText([COLUMNS, ...rows]);
}
