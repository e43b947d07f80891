import { compareRecognitions, comparisonMark } from '@actionary/database';
import type { ComparedPair, Database, RecognitionComparison } from '@actionary/database';

/** Comparisons that are kept: each some hundred kilobytes. */
const MAX_COMPARISONS = 16;

/** By what they would come out differently with; in order of use. */
const recent = new Map<string, Promise<RecognitionComparison>>();

/** A comparison; one that nothing has changed about since is not made again, whoever asks. */
export async function recentComparison(db: Database, compared: ComparedPair): Promise<RecognitionComparison> {
  const mark = await comparisonMark(db, compared);
  const comparison = recent.get(mark) ?? compareRecognitions(db, compared);
  recent.delete(mark);
  recent.set(mark, comparison);
  if (recent.size > MAX_COMPARISONS) recent.delete(recent.keys().next().value!);
  comparison.catch(() => recent.delete(mark));
  return comparison;
}
