/** What comes along as the demo has an external id that begins so. */
const DEMO = 'workbench-demo';
const isOwn = (externalId: string | null) => externalId?.startsWith(DEMO) !== true;

interface Holdings {
  readonly libraries: readonly { readonly externalId: string | null; readonly videoCount: number }[];
  readonly vocabularies: readonly { readonly externalId: string | null; readonly latestPublished: object | null }[];
  readonly recognitions: readonly OfRecipe[];
  /** Whether anything has been said of what the own recipe recognised, and anything learned from that. */
  readonly hasReviews: boolean;
  readonly hasAdapter: boolean;
}

interface OfRecipe {
  readonly recipe: { readonly externalId: string };
}

/** From the demo to what one's own reviews are worth. */
export const STEPS = ['demo', 'videos', 'words', 'recognise', 'review', 'train'] as const;
export type Step = (typeof STEPS)[number];

/** The latest recognition that is not the demo's. */
export function ownRecognition<T extends OfRecipe>(recognitions: readonly T[]): T | undefined {
  return recognitions.find(({ recipe }) => isOwn(recipe.externalId));
}

/** The steps that have been taken, by what there is. What belongs to the demo does not count, and whoever goes on has seen it. */
export function stepsTaken(holdings: Holdings): ReadonlySet<Step> {
  const { libraries, vocabularies, recognitions, hasReviews, hasAdapter } = holdings;
  const own = {
    videos: libraries.some(({ externalId, videoCount }) => isOwn(externalId) && videoCount > 0),
    words: vocabularies.some(({ externalId, latestPublished }) => isOwn(externalId) && latestPublished !== null),
    recognise: ownRecognition(recognitions) !== undefined,
    review: hasReviews,
    train: hasAdapter,
  };
  const taken: Readonly<Record<Step, boolean>> = { demo: Object.values(own).includes(true), ...own };
  return new Set(STEPS.filter((step) => taken[step]));
}
