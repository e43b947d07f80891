interface OfConcept {
  /** Null: unknown time. */
  readonly concept: { readonly id: string } | null;
}

/** What the address calls an element. */
export function elementIdOf({ concept }: OfConcept): string {
  return concept?.id ?? 'unknown';
}

/** Where its occurrences are, on the same page. */
export function elementHref(element: OfConcept): string {
  return `?element=${elementIdOf(element)}`;
}
