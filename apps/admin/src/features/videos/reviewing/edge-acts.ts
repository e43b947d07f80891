import { withEdge } from './edges.ts';
import type { Edge } from './edges.ts';
import { firstFrameIn, lastFrameIn, stepEdge } from './frames.ts';
import { markEnd, markStart, NO_MARK } from './mark.ts';
import type { Review } from './review.ts';
import type { EdgeActs, ReviewPlaces } from './reviewing.ts';
import { moving } from './saying.ts';
import type { Standing } from './standing.ts';

export function edgeActs(standing: Standing, { targetAt }: ReviewPlaces): EdgeActs {
  const { clock, store, fps, durationMs, isOpen, setSaysInstants, mark, setMark, minMs, speaker, pressed } = standing;
  const moveEdge = (review: Review, edge: Edge, ms: number) => {
    if (isOpen) store.act(moving(speaker(), review, edge, ms));
  };
  return {
    setMark,
    markStart: () => isOpen && setMark(markStart(mark, clock.timeMs, fps)),
    markEnd: () => isOpen && setMark(markEnd(mark, clock.timeMs, fps, durationMs)),
    moveEdge,
    nudge: (edge, step) => {
      const about = targetAt();
      if (!isOpen || !about || about.kind === 'segment') return;
      const edgeMs = stepEdge(about[edge], fps, step);
      const span = withEdge(about, edge, edgeMs, { minMs, durationMs });
      if (about.review) moveEdge(about.review, edge, edgeMs);
      else setMark(span);
      clock.pause();
      clock.seek((edge === 'startMs' ? firstFrameIn : lastFrameIn)(span, fps));
    },
    discard: () => {
      if (pressed.drawing) pressed.discard();
      else if (mark !== NO_MARK) setMark(NO_MARK);
      else setSaysInstants(false);
    },
  };
}
