import type { CheckFieldsFragment } from '../../../../generated/graphql.ts';

export type Check = CheckFieldsFragment;

const WEIGHTS = { error: 2, warning: 1, hint: 0 } as const;

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
  let found: Check['severity'] | null = null;
  for (const { severity } of checks) if (found === null || WEIGHTS[severity] > WEIGHTS[found]) found = severity;
  return found;
}

/** Those that can be mended in a field of a concept, in a language. */
export function checksAt(checks: readonly Check[], field: string, language: string | null = null): readonly Check[] {
  return checks.filter((check) => check.field === field && check.language === language);
}
