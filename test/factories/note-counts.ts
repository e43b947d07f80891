import { appendFileSync } from 'node:fs';

/** Names the file that {@link noteCounts} writes to; set by `npm run faults`. */
export const COUNTS_VARIABLE = 'FAULTS_COUNTS';

/** Tells how much a test has looked at, to whoever counts; nothing where nobody does. Counts of one name add up. */
export function noteCounts(counts: Readonly<Record<string, number>>): void {
  const file = process.env[COUNTS_VARIABLE];
  if (file) appendFileSync(file, `${JSON.stringify(counts)}\n`);
}
