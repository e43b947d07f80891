import type { Reviewing } from '../reviewing/reviewing.ts';
import type { VideoKeys } from './use-video-keys.ts';

/** Keys that say something about the video, and lead to what is left to say. */
export function reviewKeys(reviewing: Reviewing): VideoKeys {
  const ofConcepts = [...reviewing.keys].map(
    ([index, key]) => [key, (event: KeyboardEvent) => reviewing.press(event, index)] as const,
  );
  return {
    ...Object.fromEntries(ofConcepts),
    Enter: reviewing.confirm,
    x: (event) => reviewing.press(event, null),
    s: reviewing.split,
    m: reviewing.join,
    t: reviewing.toggleInstants,
    i: reviewing.markStart,
    o: reviewing.markEnd,
    '[': () => reviewing.nudge('startMs', -1),
    '{': () => reviewing.nudge('startMs', 1),
    ']': () => reviewing.nudge('endMs', 1),
    '}': () => reviewing.nudge('endMs', -1),
    Delete: reviewing.remove,
    Backspace: reviewing.remove,
    Escape: reviewing.discard,
    n: () => reviewing.goToUnreviewed(1),
    'shift+n': () => reviewing.goToUnreviewed(-1),
    'mod+z': reviewing.undo,
    'mod+shift+z': reviewing.redo,
    'mod+y': reviewing.redo,
  };
}
