import type { WorkEvent } from '@actionary/database';

/** Events that one page may hold. */
export const MAX_EVENTS = 500;

/** When a moment of a video was; `null` where nobody knows when it was recorded. */
export function timeOf({ recordedAt }: Pick<WorkEvent, 'recordedAt'>, timeMs: number): Date | null {
  return recordedAt && new Date(recordedAt.getTime() + timeMs);
}
