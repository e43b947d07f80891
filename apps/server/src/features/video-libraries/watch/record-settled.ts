import { getVideoLibraries, recognizeArrivals, recordArrivals } from '@actionary/database';
import type { QueuedArrivals, VideoFile } from '@actionary/database';
import type { Services } from '../../../context.ts';
import { findMovesTo } from '../tasks/find-moves-to.ts';

/**
 * Makes files of a library known as a scan would, but looks at no others than these and those that they may have been before:
 * a file that was moved keeps its video. Then queues the recognition of what has arrived, by this or by a scan.
 */
export async function recordSettled(
  services: Pick<Services, 'db' | 'filesOf'>,
  libraryId: string,
  files: readonly VideoFile[],
  signal: AbortSignal,
): Promise<QueuedArrivals | null> {
  const { db } = services;
  const [library] = await getVideoLibraries(db, [libraryId]);
  const moves = library && (await findMovesTo(services, library, files, signal));
  if (!moves) return null;
  await recordArrivals(db, libraryId, { files, moves });
  return recognizeArrivals(db, libraryId, files);
}
