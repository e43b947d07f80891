import type { CheckSeverity } from '../../generated/graphql.ts';

/** Worst first. */
const SEVERITIES: readonly CheckSeverity[] = ['error', 'warning', 'hint'];

/** Sorts the worst first. */
export function bySeverity(one: CheckSeverity, other: CheckSeverity): number {
  return SEVERITIES.indexOf(one) - SEVERITIES.indexOf(other);
}
