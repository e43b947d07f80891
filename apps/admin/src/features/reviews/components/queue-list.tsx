'use client';

import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslations } from 'next-intl';
import type { QueueItemFragment } from '../../../../generated/graphql.ts';
import { isMeantForField } from '../../../lib/typing.ts';
import type { Decisions } from '../api/use-decisions.ts';
import { QueueRow } from './queue-row.tsx';
import classes from './reviews.module.css';

interface Props {
  readonly items: readonly QueueItemFragment[];
  readonly decisions: Decisions;
}

/** One after the other, by keys or by pointer. */
export function QueueList({ items, decisions: { decided, decide } }: Props) {
  const t = useTranslations('reviews');
  const list = useRef<HTMLOListElement>(null);
  const [cursor, setCursor] = useState(0);
  const moveTo = useCallback((index: number) => {
    setCursor(index);
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  }, []);
  const choose = useCallback((itemId: string, conceptId: string) => decide([{ itemId, conceptId }]), [decide]);
  const chooseHere = (place: number) => {
    const item = items[cursor];
    const candidate = item?.candidates[place];
    if (!item || !candidate) return;
    choose(item.id, candidate.content.concept.id);
    const next = items.findIndex(({ id }, index) => index > cursor && !decided.has(id));
    if (next >= 0) moveTo(next);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isMeantForField(event, event.key)) return;
    if (/^[1-9]$/.test(event.key)) chooseHere(Number(event.key) - 1);
    else if (event.key === 'Enter') chooseHere(0);
    else if (event.key === 'ArrowDown') moveTo(Math.min(cursor + 1, items.length - 1));
    else if (event.key === 'ArrowUp') moveTo(Math.max(cursor - 1, 0));
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <ol ref={list} className={classes.list} aria-label={t('list')}>
      {items.map((item, index) => (
        <QueueRow
          key={item.id}
          item={item}
          index={index}
          isCurrent={index === cursor}
          decidedId={decided.get(item.id) ?? null}
          onChoose={choose}
          onCurrent={setCursor}
        />
      ))}
    </ol>
  );
}
