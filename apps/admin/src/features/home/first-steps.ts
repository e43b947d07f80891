/** External id of everything that comes along as the demo. */
const DEMO = 'workbench-demo';

interface Holdings {
  readonly libraries: readonly { readonly externalId: string | null; readonly videoCount: number }[];
  readonly vocabularies: readonly { readonly externalId: string | null; readonly latestPublished: object | null }[];
  readonly recognitions: readonly { readonly recipe: { readonly externalId: string } }[];
}

export const STEPS = ['videos', 'words', 'recognise'] as const;
export type Step = (typeof STEPS)[number];

/** The steps to a recognition of one's own that have been taken; what belongs to the demo does not count. */
export function stepsTaken({ libraries, vocabularies, recognitions }: Holdings): ReadonlySet<Step> {
  const taken: Readonly<Record<Step, boolean>> = {
    videos: libraries.some(({ externalId, videoCount }) => externalId !== DEMO && videoCount > 0),
    words: vocabularies.some(({ externalId, latestPublished }) => externalId !== DEMO && latestPublished !== null),
    recognise: recognitions.some(({ recipe }) => recipe.externalId !== DEMO),
  };
  return new Set(STEPS.filter((step) => taken[step]));
}
