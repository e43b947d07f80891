'use client';

import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useIsForPage } from '../../../lib/page-keys.tsx';

interface Options {
  readonly count: number;
  /** Whether the item has been dealt with. */
  readonly isDone: (index: number) => boolean;
  /** Deals with the item as its choice at a place says, `'none'`: as none of them. @returns whether there is such a choice */
  readonly onChoose: (index: number, place: number | 'none') => boolean;
}

/** A list that is gone through by keys: 1–9 and Enter choose and lead to the next that is open, 0 chooses none, arrows move. */
export function useListKeys({ count, isDone, onChoose }: Options) {
  const list = useRef<HTMLOListElement>(null);
  const [cursor, setCursor] = useState(0);
  const moveTo = useCallback((index: number) => {
    setCursor(index);
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  }, []);
  const chooseHere = (place: number | 'none') => {
    if (cursor >= count || !onChoose(cursor, place)) return;
    for (let next = cursor + 1; next < count; next++) if (!isDone(next)) return moveTo(next);
  };
  const isForPage = useIsForPage();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !isForPage(event)) return;
    if (/^[1-9]$/.test(event.key)) chooseHere(Number(event.key) - 1);
    else if (event.key === '0') chooseHere('none');
    else if (event.key === 'Enter') chooseHere(0);
    else if (event.key === 'ArrowDown') moveTo(Math.min(cursor + 1, count - 1));
    else if (event.key === 'ArrowUp') moveTo(Math.max(cursor - 1, 0));
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return { list, cursor, setCursor };
}
