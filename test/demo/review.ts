import { percent } from './journal.ts';
import { CELLS } from './plan.ts';
import { archiveOf } from './plant.ts';
import type { Plant } from './plant.ts';
import type { Recognised } from './recognise.ts';
import type { Timeline } from './timelines.ts';
import { FIRST_WORDS, foundIn } from './truth.ts';
import type { Words } from './words.ts';

/** What people review; the other words have no example, and must not suffer. */
export const REVIEWED: ReadonlySet<string> = new Set(['pick-up', 'open', 'hammer', 'wipe']);
const PROPOSALS = 20;

export interface Reviewed {
  /** Names of the videos in which people have said something. */
  readonly names: ReadonlySet<string>;
  readonly spanCount: number;
  /** External ids of concepts, with how many spans were reviewed as them. */
  readonly counts: ReadonlyMap<string, number>;
}

/** People look at a few videos of the far cameras, and say what some of the words in them are. */
export async function review(plant: Plant, words: Words, { recipe, timelines }: Recognised): Promise<Reviewed> {
  const { journal, people } = plant;
  await askWhatToReview(plant, recipe.id, timelines);
  const chosen = chooseTimelines(plant, timelines);
  const spans = chosen.flatMap((timeline) =>
    timeline.film.truth
      .filter(({ conceptId }) => REVIEWED.has(conceptId))
      .map(({ startMs, endMs, conceptId }) => ({
        videoId: timeline.videoId,
        startMs,
        endMs,
        vocabularyId: words.vocabularyId,
        conceptId: words.conceptIds.get(conceptId)!,
        verdict: foundIn(timeline, { startMs, endMs }) === conceptId ? 'confirm' : 'correct',
        shown: conceptId,
      })),
  );
  const { made } = await people.curator.ask<{ made: { reviews: object[] } }>(
    `mutation ($reviews: [ReviewInput!]!) { made: createReviews(reviews: $reviews) {
       reviews { id } userErrors { code message } } }`,
    { reviews: spans.map(({ shown: _, ...said }) => said) },
  );
  journal.equal('spans that were reviewed are there', spans.length, made.reviews.length);
  const wrongCount = spans.filter(({ verdict }) => verdict === 'correct').length;
  journal.say(`${spans.length} spans of ${chosen.length} videos: ${wrongCount} corrected, the others confirmed`);
  const counts = new Map<string, number>();
  for (const { shown } of spans) counts.set(shown, (counts.get(shown) ?? 0) + 1);
  return { names: new Set(chosen.map(({ film }) => film.name)), spanCount: spans.length, counts };
}

/** About an eighth of the videos of each far camera, three at least: never all. */
function chooseTimelines(plant: Plant, timelines: readonly Timeline[]): Timeline[] {
  return CELLS.filter(({ isFar }) => isFar).flatMap((cell) => {
    const own = timelines.filter(({ film }) => film.cell === cell);
    const count = Math.max(3, Math.round(archiveOf(plant).length / CELLS.length / 8));
    return own.slice(0, Math.min(count, own.length - 1));
  });
}

interface Proposal {
  readonly segment: {
    readonly startMs: number;
    readonly endMs: number;
    readonly recognitionVideo: { readonly video: { readonly id: string } };
  };
}

/** Tells of what the product would have people look at. */
async function askWhatToReview(
  { journal, people }: Plant,
  recipeId: string,
  timelines: readonly Timeline[],
): Promise<void> {
  const { reviewProposals } = await people.curator.ask<{ reviewProposals: { proposals: Proposal[] } }>(
    `query ($recipeId: ID!, $first: Int!) { reviewProposals(recipeId: $recipeId, first: $first) {
       proposals { segment { startMs endMs recognitionVideo { video { id } } } } } }`,
    { recipeId, first: PROPOSALS },
  );
  const isWrong = (timeline: Timeline, span: { startMs: number; endMs: number }) => {
    const middleMs = (span.startMs + span.endMs) / 2;
    const shown = timeline.film.truth.find(({ startMs, endMs }) => startMs <= middleMs && middleMs < endMs);
    return !shown || !FIRST_WORDS(timeline.film, shown.conceptId).includes(foundIn(timeline, span));
  };
  const proposed = reviewProposals.proposals.flatMap(({ segment }) => {
    const timeline = timelines.find(({ videoId }) => videoId === segment.recognitionVideo.video.id);
    return timeline ? [isWrong(timeline, segment)] : [];
  });
  const all = timelines.flatMap((timeline) => timeline.segments.map((segment) => isWrong(timeline, segment)));
  const shareOf = (wrong: readonly boolean[]) => percent(wrong.filter(Boolean).length / wrong.length);
  journal.say(
    `of ${proposed.length} segments that the product would look at next ${shareOf(proposed)} are wrong; of all ${shareOf(all)}`,
  );
}
