/** What decoding does where its options say nothing; those that another method has do not count. */
export const DECODE_DEFAULTS = {
  method: 'hysteresis',
  temperature: 1,
  smoothing: 0,
  minDurationMs: 0,
  runnerUpCount: 3,
  minProbability: 0,
  minMargin: 0,
  exitRatio: 0.6,
  switchPenalty: 2,
} as const;
