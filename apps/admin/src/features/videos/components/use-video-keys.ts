'use client';

import { useEffect, useEffectEvent } from 'react';
import { isMeantForField } from '../../../lib/typing.ts';

/** What a key of the page does; letters in lower case. */
export type VideoKeys = Readonly<Record<string, () => void>>;

/** Keys of the page, wherever the focus is, unless somebody types. */
export function useVideoKeys(keys: VideoKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key.toLowerCase()];
    if (!act || isMeantForField(event, event.key)) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
