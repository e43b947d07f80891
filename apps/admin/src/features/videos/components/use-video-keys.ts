'use client';

import { useEffect, useEffectEvent } from 'react';
import { useIsForPage } from '../../../lib/page-keys.tsx';
import { keyName } from '../timeline/key-name.ts';

/** What a key of the page does, by the key's name. */
export type VideoKeys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Keys of the page, wherever the focus is, unless somebody types. */
export function useVideoKeys(keys: VideoKeys): void {
  const isForPage = useIsForPage();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isForPage(event)) return;
    const act = keys[keyName(event) ?? ''];
    if (!act) return;
    event.preventDefault();
    act(event);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
