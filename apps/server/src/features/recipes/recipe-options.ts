import { WINDOW_DEFAULTS } from '@actionary/inference/domain';
import { z } from 'zod';

const windowOptions = z.object({
  frameCount: z.int().min(1).default(WINDOW_DEFAULTS.frameCount),
  stepCount: z.int().min(1).default(WINDOW_DEFAULTS.stepCount),
});
const decodeOptions = z.object({
  method: z.enum(['hysteresis', 'viterbi']).default('hysteresis'),
  temperature: z.number().positive().default(1),
  smoothing: z.number().min(0).default(0),
  minDurationMs: z.int().min(0).default(500),
  minProbability: z.number().min(0).max(1).default(0.35),
  minMargin: z.number().min(0).max(1).default(0.05),
});

export type StoredWindow = z.output<typeof windowOptions>;
export type StoredDecode = z.output<typeof decodeOptions>;

/** Window options of a recipe, complete. @throws {z.ZodError} */
export function windowOf(json: unknown): StoredWindow {
  return windowOptions.parse(withoutNull(json));
}

/** Decode options of a recipe, complete. @throws {z.ZodError} */
export function decodeOf(json: unknown): StoredDecode {
  return decodeOptions.parse(withoutNull(json));
}

/** GraphQL's null is no option. */
function withoutNull(json: unknown): unknown {
  return Object.fromEntries(Object.entries(json ?? {}).filter(([, value]) => value !== null));
}
