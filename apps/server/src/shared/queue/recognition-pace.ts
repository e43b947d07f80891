import { paceOf } from '@actionary/database';
import type { Recognition } from '@actionary/database';

/** How far a recognition is, and how fast it goes. */
export interface RecognitionPace {
  /** 0 … 1; what has been stopped is not done. */
  readonly progress: number;
  /** Videos per second; `null` before anything is done. */
  readonly rate: number | null;
  readonly etaMs: number | null;
}

/** Counts videos; what was done before a worker last began says nothing about the pace. */
export function paceOfRecognition(recognition: Recognition): RecognitionPace {
  const { succeededCount, failedCount, videoCount, doneBefore, startedAt, finishedAt } = recognition;
  const doneCount = succeededCount + failedCount;
  const since = { doneCount: BigInt(doneCount - doneBefore), totalCount: BigInt(videoCount - doneBefore) };
  const pace = paceOf({ ...since, startedAt, finishedAt }, new Date());
  return { progress: doneCount / videoCount, rate: pace.perSecond, etaMs: pace.remainingMs };
}
