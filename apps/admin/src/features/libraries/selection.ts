/** Videos that people have chosen in a list. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Where a range begins; null before the first choice. */
  readonly anchorId: string | null;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchorId: null };

/** What one recognition can be given video by video; beyond, whole libraries are named. */
export const MAX_CHOSEN = 100;

/** Chooses a video, or gives it up. */
export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchorId: id };
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
  return { ids, anchorId: id };
}

interface Chosen {
  readonly ids: ReadonlySet<string>;
  /** Everything in these libraries is meant; null: the videos of `ids`. */
  readonly libraryIds: readonly string[] | null;
}

/** Address of the page that starts a recognition of the chosen; null where there is nothing, or too much to name. */
export function recognitionAddress({ ids, libraryIds }: Chosen): string | null {
  const [name, values] = libraryIds ? ['library', libraryIds] : ['videos', [...ids]];
  if (values.length === 0 || values.length > MAX_CHOSEN) return null;
  return `/recognitions/new?${name}=${values.map(encodeURIComponent).join(',')}`;
}
