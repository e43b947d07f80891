import type { VideoRecognition } from '../domain/recognition.ts';

/**
 * `{"videos": [{"path", "durationMs", "encoder", "segments": [{"startMs", "endMs", "label", "probability", "runnersUp":
 * [{"label", "probability"}]}]}]}`; unknown is `"label": null`; probabilities have at most four decimals.
 */
export function formatJson(videos: readonly VideoRecognition[]): string {
  const document = {
    videos: videos.map(({ path, durationMs, encoder, segments }) => ({
      path,
      durationMs,
      encoder,
      segments: segments.map(({ startMs, endMs, label, probability, runnersUp }) => ({
        startMs,
        endMs,
        label,
        probability: rounded(probability),
        runnersUp: runnersUp.map((runnerUp) => ({ label: runnerUp.label, probability: rounded(runnerUp.probability) })),
      })),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function rounded(probability: number): number {
  return Number(probability.toFixed(4));
}
