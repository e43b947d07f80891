'use client';

import { useDebouncedCallback } from '@mantine/hooks';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { noteInAddress, useUrlState } from '../../../lib/url-state.ts';
import { conceptRows, sameRows } from '../model/concept-tree.ts';
import type { ConceptRow } from '../model/concept-tree.ts';
import type { EditorConcept } from '../model/typing.ts';
import { URL_DELAY_MS } from './url-delay.ts';

/** The lines that are seen: all but those below closed ones, or what is searched for. */
export function useTreeRows(concepts: readonly EditorConcept[]) {
  const [urlSearch] = useUrlState('q');
  const [search, setSearch] = useState(urlSearch ?? '');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const keepSearch = useDebouncedCallback((text: string) => noteInAddress('q', text), URL_DELAY_MS);
  // Typing comes first; the lines follow when there is time.
  const shown = useDeferredValue(concepts);
  const wanted = useDeferredValue(search);
  const drawn = useRef<readonly ConceptRow[]>([]);
  const rows = useMemo(
    () => sameRows(drawn.current, conceptRows(shown, { closed, search: wanted })),
    [shown, closed, wanted],
  );
  useEffect(() => {
    drawn.current = rows;
  });
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
  return { rows, search, toggle, changeSearch };
}
