/** Nouns that a job of a kind changes; the names of operations are made from nouns. */
const NOUNS: Readonly<Record<string, RegExp>> = {
  scan: /Job|Video|Librar|Equipment|Station|Home|Search/,
  recognize: /Job|Recogni|Video|Home/,
  pull: /Job|Encoder/,
  train: /Job|Adapter|Train/,
  calibrate: /Job|Calibrat/,
  expire: /Job|Recogni|Video|Retention|Home/,
};

/** What never changes once it is there, however its name begins. */
const FIXED = /^(VideoSegments|TrackConcepts|ActiveJobs)$/;

/** Whether what a query has read may be another one after a job. @param kind of the job @param operation name of the query */
export function touchedBy(kind: string, operation: string): boolean {
  return !FIXED.test(operation) && (NOUNS[kind] ?? /./).test(operation);
}
