import type { CheckFieldsFragment } from '../../../../generated/graphql.ts';
import { bySeverity } from '../../../lib/severity.ts';

export type Check = CheckFieldsFragment;

/** Checks by the external ids of the concepts that they are about. */
export function checksByConcept(checks: readonly Check[]): ReadonlyMap<string, readonly Check[]> {
  const found = new Map<string, Check[]>();
  for (const check of checks) {
    for (const { concept } of check.concepts) {
      const known = found.get(concept.externalId);
      if (known) known.push(check);
      else found.set(concept.externalId, [check]);
    }
  }
  return found;
}

/** The gravest of them; null where there is none. */
export function gravest(checks: readonly Check[]): Check['severity'] | null {
  return checks.map(({ severity }) => severity).toSorted(bySeverity)[0] ?? null;
}

/** Those that can be mended in a field of a concept, in a language. */
export function checksAt(checks: readonly Check[], field: string, language: string | null = null): readonly Check[] {
  return checks.filter((check) => check.field === field && check.language === language);
}
