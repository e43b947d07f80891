'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useMemo, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { ConceptRow } from '../model/concept-tree.ts';
import classes from './concept-grid.module.css';
import { ConceptLine } from './concept-line.tsx';

const ROW_HEIGHT = 33;
const PAGE_ROWS = 12;

interface Props {
  readonly rows: readonly ConceptRow[];
  /** Languages of the two label columns. */
  readonly languages: readonly [string, string];
  readonly cursor: string | null;
  /** Keys of concepts with something wrong. */
  readonly wrong: ReadonlySet<string>;
  readonly onCursor: (key: string) => void;
  /** A click. */
  readonly onPick: (key: string) => void;
  /** Enter, or a double click: on to the fields. */
  readonly onEdit: (key: string) => void;
  readonly onToggle: (externalId: string, isOpen: boolean) => void;
  readonly onAdd?: () => void;
  readonly onRemove?: () => void;
}

/** Concepts as a tree and a table in one; only the lines that are seen exist. */
export function ConceptGrid({ rows, languages, cursor, wrong, ...acts }: Props) {
  const { onCursor, onPick, onEdit, onToggle, onAdd, onRemove } = acts;
  const t = useTranslations('vocabularies');
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]!.key,
    overscan: 12,
    scrollPaddingStart: ROW_HEIGHT,
  });
  const isFlat = useMemo(() => rows.every(({ narrowerCount }) => narrowerCount === 0), [rows]);
  const index = rows.findIndex(({ key }) => key === cursor);
  useEffect(() => {
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [index, virtualizer]);

  const go = (next: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
    if (row) onCursor(row.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.metaKey || event.ctrlKey || event.altKey) return;
    const row = rows[index];
    const keys: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowDown: () => go(index + 1),
      ArrowUp: () => go(index - 1),
      PageDown: () => go(index + PAGE_ROWS),
      PageUp: () => go(index - PAGE_ROWS),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      ArrowRight: row && (() => (row.isOpen ? go(index + 1) : onToggle(row.concept.externalId, true))),
      ArrowLeft:
        row &&
        (() => {
          if (row.isOpen && row.narrowerCount > 0) onToggle(row.concept.externalId, false);
          else if (row.parentKey !== null) onCursor(row.parentKey);
        }),
      Enter: row && (() => onEdit(row.key)),
      n: onAdd,
      Delete: row && onRemove,
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  const items = virtualizer.getVirtualItems();
  return (
    <div
      ref={scroller}
      className={classes.grid}
      data-flat={isFlat || undefined}
      role="treegrid"
      aria-label={t('grid.label')}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={index >= 0 ? `${id}-${index}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={(event) => event.target === event.currentTarget && index < 0 && go(0)}
    >
      <div role="row" aria-rowindex={1} className={`${classes.line} ${classes.head}`}>
        <span role="columnheader">{t('field.notation')}</span>
        {languages.map((language) => (
          <span key={language} role="columnheader" lang={language}>
            {t(`language.${language}`)}
          </span>
        ))}
        <span role="columnheader" className={classes.wide}>
          {t('grid.prompt')}
        </span>
        <span role="columnheader" className={classes.medium}>
          {t('facet.valueClass')}
        </span>
        <span role="columnheader">{t('field.status')}</span>
      </div>
      <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {items.map((item) => (
          <ConceptLine
            key={item.key}
            id={`${id}-${item.index}`}
            row={rows[item.index]!}
            index={item.index}
            startPx={item.start}
            languages={languages}
            isCursor={item.index === index}
            isWrong={wrong.has(rows[item.index]!.key)}
            measure={virtualizer.measureElement}
            onPick={onPick}
            onEdit={onEdit}
            onToggle={onToggle}
          />
        ))}
      </div>
    </div>
  );
}
