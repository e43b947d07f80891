import type { Edit } from './edit.ts';
import { frameIndexAt, frameStartMs } from './frames.ts';
import { marking } from './instants.ts';
import { markedSpan, NO_MARK } from './mark.ts';
import type { ReviewPlaces, SpeechActs } from './reviewing.ts';
import { removing, saying } from './saying.ts';
import type { Speaker } from './saying.ts';
import { joining, splitting } from './split-join.ts';
import type { Standing } from './standing.ts';
import { confirmable } from './target.ts';
import type { Target } from './target.ts';

export function speechActs(standing: Standing, places: ReviewPlaces): SpeechActs {
  const { clock, track, store, fps, isOpen, speaker, pressed } = standing;
  const { sayOf, say } = sayingActs(standing, places);
  /** Makes an edit of what is at the player's time. */
  const change = (edit: (speaker: Speaker, about: Target) => Edit | null) => {
    const about = places.targetAt();
    if (isOpen && about) store.act(edit(speaker(), about));
  };
  return {
    confirm: () => {
      if (pressed.drawing) return pressed.end();
      const about = places.targetAt();
      const conceptId = confirmable(track, about);
      if (conceptId !== null) sayOf(about, conceptId);
    },
    say,
    press: (event, conceptIndex) => {
      // A key that is still down after what it has drawn has ended says nothing about what is there now.
      if (event.repeat) return;
      if (isDrawing(standing)) pressed.press(event, conceptIndex === null ? null : track.concepts[conceptIndex]!.id);
      else say(conceptIndex);
    },
    remove: () => remove(standing, places),
    split: () => change((who, about) => splitting(who, about, frameStartMs(frameIndexAt(clock.timeMs, fps), fps))),
    join: () => change(joining),
  };
}

function sayingActs(standing: Standing, { targetAt }: ReviewPlaces) {
  const { clock, track, store, fps, isOpen, saysInstants, reactionMs, setMark, speaker } = standing;
  const sayOf = (about: Target | null, conceptId: string | null) => {
    if (!isOpen || !about) return;
    store.act(saying(speaker(), about, conceptId));
    if (about.kind === 'mark') setMark(NO_MARK);
  };
  const frameNow = () => {
    const { isPlaying, speed } = clock.state();
    return { fps, ms: Math.max(0, clock.timeMs - (isPlaying ? reactionMs * speed : 0)) };
  };
  const sayInstant = (conceptId: string) => {
    if (isOpen) store.act(marking(store.lane, frameNow(), { ...speaker(), conceptId }));
  };
  const say = (conceptIndex: number | null) => {
    const concept = conceptIndex === null ? null : track.concepts[conceptIndex];
    if (saysInstants && concept?.isActive) sayInstant(concept.id);
    else if (concept === null || concept?.isActive) sayOf(targetAt(), concept?.id ?? null);
  };
  return { sayOf, say };
}

/** Whether a concept's key draws. */
function isDrawing({ clock, isOpen, saysInstants, mark, pressed }: Standing): boolean {
  const { isPlaying, speed } = clock.state();
  return isOpen && !saysInstants && !markedSpan(mark) && (pressed.drawing !== null || (isPlaying && speed > 0));
}

function remove({ store, isOpen, mark, setMark, speaker }: Standing, { targetAt, instantAt }: ReviewPlaces): void {
  const [moment, said] = [instantAt(), targetAt()?.review];
  if (mark !== NO_MARK) setMark(NO_MARK);
  else if (isOpen && moment) store.act({ removes: [moment], adds: [] });
  else if (isOpen && said) store.act(removing(speaker(), said));
}
