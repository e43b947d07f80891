import { failRecognitionVideo } from '@actionary/database';
import type { Database } from '@actionary/database';
import { ModelError, VideoError } from '@actionary/inference';
import { LibraryFileError } from '../../../shared/videos/library-file.ts';

/**
 * Notes that recognitions' videos cannot be embedded. A video that cannot be read fails for good; anything else is thrown
 * again, for the queue to try once more, and noted in the last attempt.
 */
export async function failEmbedding(
  db: Database,
  recognitionVideoIds: readonly string[],
  error: unknown,
  { isLastAttempt }: { readonly isLastAttempt: boolean },
): Promise<void> {
  const isFinal = error instanceof VideoError || error instanceof LibraryFileError || error instanceof ModelError;
  if (!isFinal && !isLastAttempt) throw error;
  const message = error instanceof VideoError ? error.problem : (error as Error).message;
  for (const id of recognitionVideoIds)
    await failRecognitionVideo(db, id, { code: isFinal ? error.code : 'EMBED_FAILED', message });
  if (!isFinal) throw error;
}
