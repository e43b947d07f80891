import type { ComparedSide, ComparedWork } from '../api/use-compared.ts';
import type { Range } from '../timeline/ranges.ts';
import type { Track, TrackConcept } from '../timeline/track.ts';

export type WorkPart = ComparedWork['videos'][number]['parts'][number];

const NOTHING: readonly WorkPart[] = [];

/** What was done in a span; nothing where nothing has been recognised. */
export function partsOf({ work }: Pick<ComparedSide, 'work'>): readonly WorkPart[] {
  return work?.videos[0]?.parts ?? NOTHING;
}

/** The part of the video that is meant, as far as there is so much of it. */
export function rangeIn({ span: { range }, video, work }: ComparedSide): Range {
  const lengthMs = Math.max(video?.durationMs ?? range?.endMs ?? partsOf({ work }).at(-1)?.endMs ?? 1, 1);
  if (!range || range.startMs >= lengthMs) return { startMs: 0, endMs: lengthMs };
  return { startMs: range.startMs, endMs: Math.min(range.endMs, lengthMs) };
}

/** What was done, as timelines are painted. */
export function trackOf(side: Pick<ComparedSide, 'work'>, concepts: readonly TrackConcept[]): Track {
  const indexes = new Map(concepts.map(({ id }, index) => [id, index]));
  const segments = partsOf(side).map(({ conceptId, startMs, endMs }) => ({
    startMs,
    endMs,
    conceptIndex: conceptId === null ? -1 : (indexes.get(conceptId) ?? -1),
    probability: 1,
    runnersUp: [],
  }));
  return { concepts, segments };
}
