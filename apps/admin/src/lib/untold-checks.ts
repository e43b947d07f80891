interface Check {
  readonly kind: string;
  readonly language: string | null;
  readonly concepts: readonly { readonly concept: { readonly externalId: string } }[];
}

/** Checks that say something which others have not said already: of the same kind, in the same language, of the same concepts. */
export function untoldChecks<T extends Check>(checks: readonly T[], told: readonly Check[]): T[] {
  const known = new Set(told.flatMap(keysOf));
  return checks.filter((check) => check.concepts.length === 0 || !keysOf(check).every((key) => known.has(key)));
}

function keysOf({ kind, language, concepts }: Check): string[] {
  return concepts.map(({ concept: { externalId } }) => `${kind} ${language ?? ''} ${externalId}`);
}
