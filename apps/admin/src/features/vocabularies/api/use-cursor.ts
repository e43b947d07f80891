'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useUrlState } from '../../../lib/url-state.ts';
import type { ConceptRow } from '../model/concept-tree.ts';
import { extended, NO_SELECTION, toggled } from '../model/selection.ts';

interface Options {
  readonly rows: readonly ConceptRow[];
  /** A new concept's key, once it has another one. */
  readonly keyOf: (key: string) => string;
}

/** Which line the cursor is on, and which are chosen; it begins where the address says. */
export function useCursor({ rows, keyOf }: Options) {
  const [urlConcept] = useUrlState('concept');
  const [stored, setCursor] = useState(urlConcept);
  const [selection, setSelection] = useState(NO_SELECTION);
  const cursor = stored === null ? null : keyOf(stored);
  // What acts on lines does not change with them, so that they are drawn again only where they differ.
  const latest = useRef({ rows, cursor });
  useEffect(() => {
    latest.current = { rows, cursor };
  });
  const deselect = useCallback(() => setSelection(NO_SELECTION), []);
  const goTo = useCallback((key: string | null) => {
    setCursor(key);
    setSelection(NO_SELECTION);
  }, []);
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
  return { cursor, selection, goTo, toggleSelected, extendTo, selectAll, deselect };
}
