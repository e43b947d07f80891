'use client';

import { useDebouncedCallback } from '@mantine/hooks';
import { startTransition, useCallback, useState } from 'react';
import { noteInAddress, useUrlState } from '../../../lib/url-state.ts';
import { URL_DELAY_MS } from './url-delay.ts';

/**
 * The concept whose fields are shown, which the address holds.
 * @param keyOf a new concept's key, once it has another one
 */
export function useShownConcept(keyOf: (key: string) => string) {
  const [urlConcept] = useUrlState('concept');
  const [stored, setKey] = useState(urlConcept);
  const [focusCount, setFocusCount] = useState(0);
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const keepConcept = useDebouncedCallback((key: string | null) => noteInAddress('concept', key), URL_DELAY_MS);
  /** When there is time: what was pressed is seen first. */
  const show = useCallback(
    (key: string | null) => {
      startTransition(() => setKey(key));
      // A concept that is not saved has no address.
      keepConcept(key?.startsWith(' ') ? null : key);
    },
    [keepConcept],
  );
  /** At once: the next key that is pressed belongs into a field. */
  const focusFields = useCallback((key: string) => {
    setKey(key);
    setIsPanelOpen(true);
    setFocusCount((count) => count + 1);
  }, []);
  /** Closes the panel; the cursor stays. */
  const close = useCallback(() => {
    setKey(null);
    setIsPanelOpen(false);
    keepConcept(null);
  }, [keepConcept]);
  const closeDrawer = useCallback(() => setIsPanelOpen(false), []);
  const shownKey = stored === null ? null : keyOf(stored);
  return { shownKey, focusCount, isPanelOpen, show, focusFields, close, closeDrawer };
}
