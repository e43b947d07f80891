import type { VideoChoice } from '../../lib/video-choice.ts';
import { parametersOf } from '../../lib/video-choice.ts';

/** Videos that people have chosen in a list. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** All that the list would show are chosen, whatever `ids` says: there may be more of them than have been loaded. */
  readonly isWhole: boolean;
  /** Where a range begins; null before the first choice. */
  readonly anchorId: string | null;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), isWhole: false, anchorId: null };
export const ALL_SELECTED: Selection = { ...NOTHING_SELECTED, isWhole: true };

/** What one recognition can be given video by video; beyond, what they have in common is named. */
export const MAX_CHOSEN = 100;

/** Chooses a video, or gives it up. */
export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, isWhole: false, anchorId: id };
}

/** Gives all from the last choice to this video the state that this one is to get. @param order ids as they are listed */
export function extend(selection: Selection, id: string, order: readonly string[]): Selection {
  const from = order.indexOf(selection.anchorId ?? '');
  const to = order.indexOf(id);
  if (from === -1 || to === -1) return toggle(selection, id);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  const ids = new Set(selection.ids);
  for (const each of range) {
    if (selection.ids.has(id)) ids.delete(each);
    else ids.add(each);
  }
  return { ids, isWhole: false, anchorId: id };
}

/** Address of the page that starts a recognition of these videos; null where there is none, or too many to name. */
export function addressOfVideos(ids: ReadonlySet<string>): string | null {
  if (ids.size === 0 || ids.size > MAX_CHOSEN) return null;
  return `${START}?videos=${[...ids].map(encodeURIComponent).join(',')}`;
}

/** Address of the page that starts a recognition of all videos of a library, or of all libraries, that are so. */
export function addressOfChoice(choice: VideoChoice, libraryId: string | null): string {
  const parameters = parametersOf(libraryId ? { ...choice, stationId: null } : choice);
  parameters.set('library', libraryId ?? 'all');
  return `${START}?${parameters.toString()}`;
}

const START = '/recognitions/new';
