import type { VideoLibrary } from '@actionary/database';
import type { RecordedAtRule } from '@actionary/inference/domain';

/** The zone of the server's own clock. */
const OWN_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** How the names of a library's files are read. */
export function recordedAtRule({
  recordedAtPattern,
  timeZone,
}: Pick<VideoLibrary, 'recordedAtPattern' | 'timeZone'>): RecordedAtRule {
  return { pattern: recordedAtPattern, timeZone: timeZone ?? OWN_ZONE };
}
