import { isWanted, openRunsBetween } from '@actionary/database';
import type { Services } from '../../../context.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import { recognizeRuns } from './recognize-runs.ts';
import type { WordsOf } from './remember-words.ts';
import { whileWanted } from './while-wanted.ts';

/** Recognises one video, whose embeddings have just been made. */
export function recognizeTask(services: Services, wordsOf: WordsOf): TaskHandler<'recognize'> {
  return ({ recognitionVideoId, ...told }, run) =>
    recognizeRuns(services, [recognitionVideoId], wordsOf, { ...run, ...told });
}

/** Recognises many videos whose embeddings are there: a word has changed, and no pixel is touched. */
export function rescoreTask(services: Services, wordsOf: WordsOf): TaskHandler<'rescore'> {
  return async ({ round, priority, ...range }, run) => {
    const ids = await openRunsBetween(services.db, range);
    const part = { recognitionId: range.recognitionId, round };
    await whileWanted(
      () => isWanted(services.db, part),
      run.signal,
      (signal) => recognizeRuns(services, ids, wordsOf, { ...run, signal, round, priority }),
    );
  };
}
