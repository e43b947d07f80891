'use client';

import { useDebouncedCallback } from '@mantine/hooks';
import { startTransition, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useUrlState } from '../../../lib/url-state.ts';
import type { EditorConcept } from '../model/concept-edits.ts';
import { conceptRows } from '../model/concept-tree.ts';

/** Long enough that moving quickly through the lines does not rewrite the address at every step. */
const URL_DELAY_MS = 300;

/** Which lines are seen, and which one the cursor is on. */
export function useEditorView(concepts: readonly EditorConcept[]) {
  const [urlConcept, setUrlConcept] = useUrlState('concept');
  const [urlSearch, setUrlSearch] = useUrlState('q');
  const [cursor, setCursor] = useState(urlConcept);
  const [shownKey, setShownKey] = useState(urlConcept);
  const [focusCount, setFocusCount] = useState(0);
  const [search, setSearch] = useState(urlSearch ?? '');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const keepConcept = useDebouncedCallback(setUrlConcept, URL_DELAY_MS);
  const keepSearch = useDebouncedCallback(setUrlSearch, URL_DELAY_MS);

  // Typing comes first; the lines follow when there is time.
  const shown = useDeferredValue(concepts);
  const wanted = useDeferredValue(search);
  const rows = useMemo(() => conceptRows(shown, { closed, search: wanted }), [shown, closed, wanted]);

  const move = useCallback(
    (key: string | null) => {
      setCursor(key);
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
  const close = useCallback(() => {
    move(null);
    setIsPanelOpen(false);
  }, [move]);
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
  return {
    rows,
    cursor,
    shownKey,
    focusCount,
    search,
    isPanelOpen,
    move,
    edit,
    close,
    closeDrawer,
    toggle,
    changeSearch,
  };
}

export type EditorView = ReturnType<typeof useEditorView>;
