import { labelEveryTenth } from '../factories/demo.ts';
import type { Film } from './plan.ts';
import type { Timeline } from './timelines.ts';

/** External ids of the words that are right for what a film shows. */
type Meaning = (film: Film, shown: string) => readonly string[];

/** Tightening has two words at first. */
export const FIRST_WORDS: Meaning = (_, shown) => (shown === 'tighten' ? ['tighten', 'fasten'] : [shown]);

/** After the merge and the split: hammering a motor is something else than hammering a gear. */
export const CHANGED_WORDS: Meaning = ({ cell }, shown) => [shown === 'hammer' ? `hammer-${cell.object}` : shown];

/**
 * Of the time of films the share that counts as what they show: 0 … 1. A segment that counts as several concepts is right
 * for none.
 * @param counts chooses what is shown; default everything
 */
export function rightShare(
  timelines: readonly Timeline[],
  meaning: Meaning,
  counts: (film: Film, shown: string) => boolean = () => true,
): number {
  let [right, all] = [0, 0];
  for (const { film, segments } of timelines) {
    const truth = labelEveryTenth(
      film.truth.map(({ conceptId, ...span }) => ({ ...span, label: conceptId })),
      film.durationMs,
    );
    const found = labelEveryTenth(
      segments.map(({ current, ...span }) => ({ ...span, label: current.length === 1 ? current[0]! : '' })),
      film.durationMs,
    );
    for (const [tenth, shown] of truth.entries()) {
      if (shown === null || !counts(film, shown)) continue;
      all += 1;
      if (meaning(film, shown).includes(found[tenth] ?? '')) right += 1;
    }
  }
  if (all === 0) throw new Error('there is nothing of what was asked for');
  return right / all;
}

/** What a timeline says in the middle of a span; empty where it is unknown. */
export function foundIn({ segments }: Timeline, { startMs, endMs }: { startMs: number; endMs: number }): string {
  const middleMs = (startMs + endMs) / 2;
  const segment = segments.find((each) => each.startMs <= middleMs && middleMs < each.endMs);
  return segment?.current.length === 1 ? segment.current[0]! : '';
}
