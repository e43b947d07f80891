import type { AuditFilter, AuditOutcome } from '../../../../generated/graphql.ts';
import { toInstant } from '../../../lib/local-time.ts';

export const OUTCOMES = ['succeeded', 'refused', 'failed', 'unknown'] as const satisfies readonly AuditOutcome[];

/** Parts of the address that say which entries are shown. */
export const PARTS = ['text', 'action', 'outcome', 'from', 'until', 'actor', 'subject'] as const;

/** Which entries are shown, as the address has it. */
export type AuditChoice = Readonly<Record<(typeof PARTS)[number], string | null>>;

/** As the API is asked. */
export function filterOf({ text, action, outcome, from, until, actor, subject }: AuditChoice): AuditFilter {
  return {
    text,
    action,
    outcome: OUTCOMES.find((each) => each === outcome) ?? null,
    from: toInstant(from),
    before: toInstant(until),
    actorId: actor,
    subjectId: subject,
  };
}

/** Where the entries are as a file. A chain is whole, or all of a time: it does not verify with entries left out. */
export function exportAddress(format: 'csv' | 'jsonl', choice: AuditChoice): string {
  const { from, before, ...others } = filterOf(choice);
  const wanted = format === 'csv' ? { from, before, ...others } : { from, before };
  const given = Object.entries(wanted).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const query = new URLSearchParams(given).toString();
  return `/audit/entries.${format}${query && `?${query}`}`;
}
