'use client';

import { useDebouncedCallback } from '@mantine/hooks';
import { startTransition, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { noteInAddress, useUrlState } from '../../../lib/url-state.ts';
import { conceptRows, sameRows } from '../model/concept-tree.ts';
import type { ConceptRow } from '../model/concept-tree.ts';
import { extended, NO_SELECTION, toggled } from '../model/selection.ts';
import type { EditorConcept } from '../model/typing.ts';

/** Long enough that moving quickly through the lines does not rewrite the address at every step. */
const URL_DELAY_MS = 300;

/** A label that is typed in its line. */
export interface InlineEdit {
  readonly key: string;
  readonly language: string;
}

/**
 * Which lines are seen, which one the cursor is on, and which are chosen.
 * @param keyOf a new concept's key, once it has another one
 */
export function useEditorView(concepts: readonly EditorConcept[], keyOf: (key: string) => string) {
  const [urlConcept] = useUrlState('concept');
  const [urlSearch] = useUrlState('q');
  const [storedCursor, setCursor] = useState(urlConcept);
  const [storedShown, setShownKey] = useState(urlConcept);
  const [focusCount, setFocusCount] = useState(0);
  const [search, setSearch] = useState(urlSearch ?? '');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [selection, setSelection] = useState(NO_SELECTION);
  const [inline, setInline] = useState<InlineEdit | null>(null);
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const keepConcept = useDebouncedCallback((key: string | null) => noteInAddress('concept', key), URL_DELAY_MS);
  const keepSearch = useDebouncedCallback((text: string) => noteInAddress('q', text), URL_DELAY_MS);
  const cursor = storedCursor === null ? null : keyOf(storedCursor);
  const shownKey = storedShown === null ? null : keyOf(storedShown);

  // Typing comes first; the lines follow when there is time.
  const shown = useDeferredValue(concepts);
  const wanted = useDeferredValue(search);
  const drawn = useRef<readonly ConceptRow[]>([]);
  const rows = useMemo(
    () => sameRows(drawn.current, conceptRows(shown, { closed, search: wanted })),
    [shown, closed, wanted],
  );
  // What acts on lines does not change with them, so that they are drawn again only where they differ.
  const latest = useRef({ rows, cursor });
  useEffect(() => {
    drawn.current = rows;
    latest.current = { rows, cursor };
  });

  const move = useCallback(
    (key: string | null) => {
      setCursor(key);
      setSelection(NO_SELECTION);
      // The cursor moves at once, the fields follow when there is time.
      startTransition(() => setShownKey(key));
      // A concept that is not saved has no address.
      keepConcept(key?.startsWith(' ') ? null : key);
    },
    [keepConcept],
  );
  const edit = useCallback(
    (key: string) => {
      move(key);
      // Here, the next key that is pressed belongs into a field.
      setShownKey(key);
      setIsPanelOpen(true);
      setFocusCount((count) => count + 1);
    },
    [move],
  );
  const rename = useCallback(
    (key: string, language: string) => {
      move(key);
      setInline({ key, language });
    },
    [move],
  );
  /** Closes the panel; the cursor stays. */
  const close = useCallback(() => {
    setShownKey(null);
    setIsPanelOpen(false);
    keepConcept(null);
  }, [keepConcept]);
  const closeDrawer = useCallback(() => setIsPanelOpen(false), []);
  const toggle = useCallback((externalId: string, isOpen: boolean) => {
    setClosed((before) => {
      const next = new Set(before);
      if (isOpen) next.delete(externalId);
      else next.add(externalId);
      return next;
    });
  }, []);
  const changeSearch = useCallback(
    (text: string) => {
      setSearch(text);
      keepSearch(text);
    },
    [keepSearch],
  );
  const toggleSelected = useCallback((key: string) => {
    const at = latest.current.cursor;
    setSelection((before) =>
      toggled(before.keys.size === 0 && at !== null && at !== key ? toggled(before, at) : before, key),
    );
    setCursor(key);
  }, []);
  const extendTo = useCallback((key: string) => {
    const order = latest.current.rows.map((row) => row.key);
    const from = latest.current.cursor;
    setSelection((before) => extended(before, from, key, order));
    setCursor(key);
  }, []);
  const selectAll = useCallback(
    () => setSelection({ keys: new Set(rows.map(({ key }) => key)), anchor: null }),
    [rows],
  );
  const deselect = useCallback(() => setSelection(NO_SELECTION), []);
  return {
    rows,
    cursor,
    shownKey,
    focusCount,
    search,
    selection,
    inline,
    isPanelOpen,
    move,
    edit,
    rename,
    close,
    closeDrawer,
    toggle,
    changeSearch,
    toggleSelected,
    extendTo,
    selectAll,
    deselect,
    setInline,
  };
}

export type EditorView = ReturnType<typeof useEditorView>;
