import type { CheckKind, CheckSeverity } from '../../generated/graphql.ts';
import { bySeverity } from './severity.ts';

interface Check {
  readonly kind: CheckKind;
  readonly severity: CheckSeverity;
}

/** Checks of one kind and severity. */
export interface CheckGroup<T extends Check> {
  readonly key: string;
  readonly kind: CheckKind;
  readonly severity: CheckSeverity;
  readonly checks: readonly T[];
}

/** Worst first; within a severity, in the order in which kinds first occur. */
export function groupChecks<T extends Check>(checks: readonly T[]): CheckGroup<T>[] {
  const groups = Map.groupBy(checks, ({ severity, kind }) => `${severity} ${kind}`);
  return [...groups]
    .map(([key, group]) => ({ key, kind: group[0]!.kind, severity: group[0]!.severity, checks: group }))
    .toSorted((a, b) => bySeverity(a.severity, b.severity));
}
