'use client';

import { useCallback } from 'react';
import { useTranslations } from 'next-intl';
import type { QueueItemFragment } from '../../../../generated/graphql.ts';
import type { Decisions } from '../api/use-decisions.ts';
import { QueueRow } from './queue-row.tsx';
import { useListKeys } from './use-list-keys.ts';
import classes from './reviews.module.css';

interface Props {
  readonly items: readonly QueueItemFragment[];
  readonly decisions: Decisions;
}

/** One after the other, by keys or by pointer. */
export function QueueList({ items, decisions: { decided, decide } }: Props) {
  const t = useTranslations('reviews');
  const choose = useCallback((itemId: string, conceptId: string) => decide([{ itemId, conceptId }]), [decide]);
  const { list, cursor, setCursor } = useListKeys({
    count: items.length,
    isDone: (index) => decided.has(items[index]!.id),
    onChoose: (index, place) => {
      const { id, candidates } = items[index]!;
      const candidate = place === 'none' ? undefined : candidates[place];
      if (candidate) choose(id, candidate.content.concept.id);
      return candidate !== undefined;
    },
  });
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
