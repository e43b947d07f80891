import type { Check } from './journal.ts';

/** What was checked, a line each. */
export function table(checks: readonly Check[]): string {
  return `${checks.length}\n`;
}
