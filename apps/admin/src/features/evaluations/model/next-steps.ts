import type { AdapterRefusal } from '../../../../generated/graphql.ts';

/** More spans that should be reviewed of a concept. */
interface WantedReviews {
  readonly label: string;
  readonly count: number;
}

/** What to do after a pilot. */
export type NextStep =
  | { readonly kind: 'publish' }
  | { readonly kind: 'reviewConcepts'; readonly wanted: readonly WantedReviews[] }
  | { readonly kind: 'reviewVideos'; readonly count: number }
  | { readonly kind: 'reviewOtherConcepts'; readonly count: number }
  /** The encoder is right by itself. */
  | { readonly kind: 'notWorthIt'; readonly right: number }
  | { readonly kind: 'keepEncoder' };

export interface PilotFindings {
  readonly refusals: readonly AdapterRefusal[];
  /** Videos that reviews are of. */
  readonly videoCount: number;
  /** Share that the encoder has right by itself. */
  readonly frozenRight: number;
  /** Concepts that were learned, with the adapter's right answers on spans left out. */
  readonly learned: readonly { readonly label: string; readonly spanCount: number; readonly adaptedCount: number }[];
  /** All concepts, with what has been reviewed of them and what makes training worthwhile. */
  readonly concepts: readonly { readonly label: string; readonly spanCount: number; readonly wantedCount: number }[];
}

/** Fewer videos, or concepts, decide nothing. */
const LEAST_VIDEOS = 5;
const LEAST_CONCEPTS = 4;
/** Where so much is right without training, there is little to gain. */
const ALREADY_RIGHT = 0.95;
const NAMED = 3;

/** What follows from what was found, the most important first; one step at least. */
export function nextSteps(findings: PilotFindings): NextStep[] {
  const { refusals, videoCount, learned, frozenRight } = findings;
  const steps: NextStep[] = [];
  if (refusals.length === 0) steps.push({ kind: 'publish' });
  if (refusals.includes('tooFewReviews'))
    steps.push({ kind: 'reviewVideos', count: Math.max(1, LEAST_VIDEOS - videoCount) });
  if (refusals.includes('untrainedNotMeasured'))
    steps.push({ kind: 'reviewOtherConcepts', count: Math.max(1, LEAST_CONCEPTS - learned.length) });
  if (refusals.includes('noGain') && frozenRight >= ALREADY_RIGHT)
    return [{ kind: 'notWorthIt', right: frozenRight }, ...steps];
  const wanted = refusals.includes('noGain') ? ofWrongConcepts(findings) : ofThinConcepts(findings);
  if (wanted.length > 0) steps.push({ kind: 'reviewConcepts', wanted });
  return steps.length > 0 ? steps : [{ kind: 'keepEncoder' }];
}

/** As many again of those that are wrong most often. */
function ofWrongConcepts({ learned }: PilotFindings): WantedReviews[] {
  return learned
    .map(({ label, spanCount, adaptedCount }) => ({ label, wrong: spanCount - adaptedCount, count: spanCount }))
    .filter(({ wrong }) => wrong > 0)
    .toSorted((one, other) => other.wrong - one.wrong)
    .slice(0, NAMED)
    .map(({ label, count }) => ({ label, count }));
}

/** What is missing of those that have fewest. */
function ofThinConcepts({ concepts }: PilotFindings): WantedReviews[] {
  return concepts
    .map(({ label, spanCount, wantedCount }) => ({ label, count: wantedCount - spanCount }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
    .slice(0, NAMED);
}
