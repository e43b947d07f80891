import type { Segment } from './segment.ts';

/** A label and how probable it is. */
export interface LabelProbability {
  readonly label: string;
  /** 0 … 1 */
  readonly probability: number;
}

/** A segment as it is reported: labels in place of concept indices. */
export interface RecognizedSegment {
  /** `[startMs, endMs)` */
  readonly startMs: number;
  readonly endMs: number;
  /** `null`: unknown. */
  readonly label: string | null;
  /** Of the label; of the first runner-up where it is unknown. */
  readonly probability: number;
  readonly runnersUp: readonly LabelProbability[];
}

/** What was recognised in one video. Segments are in order of time, do not overlap and lie within the video. */
export interface VideoRecognition {
  readonly path: string;
  readonly durationMs: number;
  /** Catalogue id of the encoder. */
  readonly encoder: string;
  readonly segments: readonly RecognizedSegment[];
}

/** Puts labels in place of concept indices. @param labels by concept index */
export function labelSegments(segments: readonly Segment[], labels: readonly string[]): RecognizedSegment[] {
  return segments.map(({ startMs, endMs, conceptIndex, probability, runnersUp }) => ({
    startMs,
    endMs,
    label: conceptIndex === null ? null : labels[conceptIndex],
    probability,
    runnersUp: runnersUp.map((runnerUp) => ({
      label: labels[runnerUp.conceptIndex],
      probability: runnerUp.probability,
    })),
  }));
}
