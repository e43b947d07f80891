/** Results that were published, and by which recipe. */
export interface PublishedResults {
  readonly id: string;
  readonly videoCount: number;
  readonly publishedAt: string;
  readonly rolledBackAt: string | null;
  readonly recognition: {
    readonly id: string;
    readonly recipe: {
      readonly id: string;
      readonly name: string;
      readonly adapter: { readonly id: string; readonly name: string } | null;
      /** Of those that succeed one another. */
      readonly first: { readonly id: string; readonly name: string };
    };
  };
}

/** Results that have taken each other's places: readers see the uppermost, and those under it where it is taken away. */
export interface ResultStack<T extends PublishedResults = PublishedResults> {
  /** What was there before any of them: the first recipe's, as far as is known. */
  readonly ground: { readonly id: string; readonly name: string };
  /** Uppermost first; at least one. */
  readonly layers: readonly T[];
}

/**
 * Published results that are in force, by the recipes that succeed one another; those without any adapter are left out.
 *
 * @param publications latest first
 */
export function resultStacks<T extends PublishedResults>(publications: readonly T[]): ResultStack<T>[] {
  const inForce = publications.filter(({ rolledBackAt }) => rolledBackAt === null);
  const byFirst = Map.groupBy(inForce, ({ recognition }) => recognition.recipe.first.id);
  return [...byFirst.values()]
    .filter((layers) => layers.some(({ recognition }) => recognition.recipe.adapter !== null))
    .map((layers) => ({ ground: layers[0]!.recognition.recipe.first, layers }));
}
