import { failRecognitionVideo, isDatabaseAway } from '@actionary/database';
import type { Database } from '@actionary/database';
import { ModelError, VideoError } from '@actionary/inference';
import { failureOf } from '../../../shared/queue/failure.ts';
import type { Failure } from '../../../shared/queue/failure.ts';
import { LibraryFileError } from '../../../shared/videos/library-file-error.ts';

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
  if (!isFinal && (!isLastAttempt || isDatabaseAway(error))) throw error;
  const failure = isFinal ? reasonOf(error) : failureOf(error, 'EMBED_FAILED');
  for (const id of recognitionVideoIds) await failRecognitionVideo(db, id, failure);
  if (!isFinal) throw error;
}

function reasonOf(error: VideoError | LibraryFileError | ModelError): Failure {
  const { code, message } = error;
  return { code, message: error instanceof VideoError ? error.problem : message };
}
