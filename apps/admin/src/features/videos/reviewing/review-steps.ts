import { changeOf } from './edit.ts';
import type { Edit } from './edit.ts';
import { firstFrameIn, lastFrameIn } from './frames.ts';
import { shownAtMs } from './instants.ts';
import { isInstant, spansOf } from './review.ts';
import type { ReviewSteps } from './reviewing.ts';
import type { Standing } from './standing.ts';
import { firstOpenSpan } from './target.ts';
import { nextUnreviewed } from './uncertainty.ts';

export function reviewSteps(standing: Standing): ReviewSteps {
  const { clock, track, store, fps, visited, setVisited, order, reviews, pressed } = standing;
  return {
    goToUnreviewed: (direction) => {
      const index = nextUnreviewed(order, (each) => reviews[each] !== null, visited, direction);
      if (index === null) return;
      setVisited(index);
      clock.pause();
      clock.seek(firstFrameIn(firstOpenSpan(track.segments[index]!, spansOf(store.lane)), fps));
    },
    undo: () => (pressed.drawing ? pressed.discard() : showChange(standing, store.undo())),
    redo: () => showChange(standing, store.redo()),
  };
}

/** Shows the frame at which an edit has changed something. */
function showChange({ clock, fps }: Standing, edit: Edit | null): void {
  const place = edit && changeOf(edit);
  if (!place) return;
  const { span, ms } = place;
  clock.pause();
  if (isInstant(span)) clock.seek(shownAtMs(span, fps));
  else clock.seek(ms < span.endMs ? firstFrameIn({ ...span, startMs: ms }, fps) : lastFrameIn(span, fps));
}
