import type { KeyboardEvent } from 'react';
import type { EditorView } from '../api/use-editor-view.ts';

const PAGE_ROWS = 12;

interface Options {
  readonly view: EditorView;
  /** Of the line under the cursor; -1: none. */
  readonly index: number;
}

/** Moves the cursor and what is chosen; what changes concepts are commands. */
export function useGridKeys({ view, index }: Options) {
  const { rows } = view;
  const at = (next: number) => rows[Math.max(0, Math.min(rows.length - 1, next))];
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + PAGE_ROWS,
    PageUp: index - PAGE_ROWS,
    Home: 0,
    End: rows.length - 1,
  };
  const openOrGo = () => {
    const row = rows[index]!;
    if (row.isOpen && row.narrowerCount > 0) view.move(rows[index + 1]!.key);
    else view.toggle(row.concept.id, true);
  };
  const closeOrGo = () => {
    const row = rows[index]!;
    if (row.isOpen && row.narrowerCount > 0) view.toggle(row.concept.id, false);
    else if (row.parentKey !== null) view.move(row.parentKey);
  };
  return (event: KeyboardEvent) => {
    const isOwn = event.target === event.currentTarget;
    if (!isOwn || event.nativeEvent.isComposing || event.metaKey || event.ctrlKey || event.altKey) return;
    const next = steps[event.key];
    const row = next === undefined ? undefined : at(next);
    if (row) {
      event.preventDefault();
      if (event.shiftKey) view.extendTo(row.key);
      else view.move(row.key);
      return;
    }
    const keys: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowRight: index >= 0 ? openOrGo : undefined,
      ArrowLeft: index >= 0 ? closeOrGo : undefined,
      ' ': index >= 0 ? () => view.toggleSelected(rows[index]!.key) : undefined,
      Escape: view.selection.keys.size > 0 ? view.deselect : undefined,
    };
    const act = event.shiftKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
}
