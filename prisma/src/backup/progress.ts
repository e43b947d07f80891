/** Told of work as it goes on: what is being done, and how much of that, 0 … 1. */
export type BackupProgress = (step: string, share: number) => void;

/** Told of bytes as they are done. */
export type BytesDone = (count: number) => void;

/** Adds bytes up to a share of what is expected. */
export function shareOf(step: string, expectedBytes: number, onProgress: BackupProgress | undefined): BytesDone {
  let doneBytes = 0;
  return (count) => {
    doneBytes += count;
    onProgress?.(step, Math.min(1, doneBytes / Math.max(1, expectedBytes)));
  };
}
