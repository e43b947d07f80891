import { demoTruth, labelEveryTenth } from '../factories/demo.ts';

interface LabelledSpan {
  readonly startMs: number;
  readonly endMs: number;
  /** Id of a concept of the demo's vocabulary; null: unknown. */
  readonly label: string | null;
}

/** The labels at every tenth of a second of a station's video, as they were found and as they are. */
export async function demoLabels(station: string, segments: readonly LabelledSpan[], durationMs: number) {
  const truth = (await demoTruth(station)).map((segment) => ({ ...segment, label: segment.conceptId }));
  return { found: labelEveryTenth(segments, durationMs), wanted: labelEveryTenth(truth, durationMs) };
}
