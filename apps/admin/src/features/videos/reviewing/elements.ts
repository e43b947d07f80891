import { elementTimes, workSpans } from '@actionary/inference/domain';
import type { SampleSummary, WorkSpan } from '@actionary/inference/domain';
import type { Range } from '../timeline/ranges.ts';
import type { Track } from '../timeline/track.ts';
import { piecesOf } from './pieces.ts';
import { spansOf } from './review.ts';
import type { ReviewLane } from './review.ts';

/** What a concept comes to in a video. */
export interface Element {
  /** -1: unknown. */
  readonly conceptIndex: number;
  /** At least one, in order of time. */
  readonly occurrences: readonly Range[];
  /** Of their lengths, in milliseconds. */
  readonly times: SampleSummary;
  /** How much of their time a person has reviewed. */
  readonly reviewedMs: number;
}

/**
 * The concepts that occur, in the order of the vocabulary, unknown last: by what people say, and where nobody has spoken, by
 * what was recognised. The same as reports say of the video.
 *
 * @param lane of the work
 */
export function elementsOf(track: Track, lane: ReviewLane): Element[] {
  return elementTimes([{ place: null, spans: workOf(track, lane) }])
    .map(({ label, occurrences, times }) => ({
      conceptIndex: label ?? -1,
      occurrences,
      times,
      reviewedMs: occurrences.reduce((sum, { reviewedMs }) => sum + reviewedMs, 0),
    }))
    .toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** By indexes of concepts. A review under what is no single concept of the vocabulary any more says nothing clear. */
function workOf({ concepts, segments }: Track, lane: ReviewLane): WorkSpan<number>[] {
  const indexes = new Map(concepts.flatMap(({ id, isActive }, index) => (isActive ? [[id, index]] : [])));
  const found = segments.map(({ startMs, endMs, conceptIndex }) => ({
    startMs,
    endMs,
    label: conceptIndex < 0 ? null : conceptIndex,
  }));
  const clear = spansOf(lane).filter(({ conceptId }) => conceptId === null || indexes.has(conceptId));
  const said = piecesOf(clear).map(({ label: review, ...span }) => ({
    ...span,
    label: indexes.get(review?.conceptId ?? '') ?? null,
  }));
  return workSpans(found, said);
}

function placeOf({ conceptIndex }: Element): number {
  return conceptIndex < 0 ? Number.POSITIVE_INFINITY : conceptIndex;
}
