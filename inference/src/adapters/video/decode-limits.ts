/** What a decoding process may use before it is ended with a {@link VideoError} of code `LIMIT`. */
export interface DecodeLimits {
  /** Pixels of one picture. Default 64 million. */
  readonly maxPixels: number;
  /** Length of the video, claimed or found, in milliseconds. Default 24 hours. */
  readonly maxDurationMs: number;
  /** Resident memory of the decoding process. Default 2 GiB. */
  readonly maxMemoryBytes: number;
  /**
   * Time spent waiting for the decoder (not for whoever consumes the frames).
   * Default: 10 minutes or four times the video's length, whichever is longer.
   */
  readonly maxWallMs: number | null;
}

export const DEFAULT_DECODE_LIMITS: DecodeLimits = {
  maxPixels: 64_000_000,
  maxDurationMs: 24 * 3_600_000,
  maxMemoryBytes: 2 * 2 ** 30,
  maxWallMs: null,
};

/** The time a video of this length may take; `durationMs` 0 while it is not known yet. */
export function wallBudgetMs(limits: DecodeLimits, durationMs: number): number {
  return limits.maxWallMs ?? Math.max(10 * 60_000, 4 * durationMs);
}
