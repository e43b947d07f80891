import type { UploadItem } from './upload-queue.ts';

export interface UploadSummary {
  readonly sentBytes: number;
  readonly sizeBytes: number;
  readonly doneCount: number;
  /** 0 while nothing is known. */
  readonly bytesPerSecond: number;
  /** Null while the rate is not known, or nothing is on its way. */
  readonly etaMs: number | null;
}

/** All uploads together; what is paused or has failed does not count for the time that is left. */
export function summarize(items: readonly UploadItem[]): UploadSummary {
  const sum = (of: (item: UploadItem) => number) => items.reduce((total, item) => total + of(item), 0);
  const bytesPerSecond = sum((item) => item.bytesPerSecond ?? 0);
  const isMoving = ({ state }: UploadItem) => state === 'running' || state === 'waiting';
  const leftBytes = sum((item) => (isMoving(item) ? item.sizeBytes - item.sentBytes : 0));
  return {
    sentBytes: sum((item) => item.sentBytes),
    sizeBytes: sum((item) => item.sizeBytes),
    doneCount: sum((item) => (item.state === 'done' ? 1 : 0)),
    bytesPerSecond,
    etaMs: bytesPerSecond > 0 && leftBytes > 0 ? (leftBytes / bytesPerSecond) * 1000 : null,
  };
}
