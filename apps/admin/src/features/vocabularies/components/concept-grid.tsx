'use client';

import { Menu } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useMemo } from 'react';
import type { RefObject } from 'react';
import { ownName } from '../../../lib/language-name.ts';
import { fittingColumns, languageOf, templateOf } from '../model/columns.ts';
import type { Column } from '../model/columns.ts';
import type { ConceptRow } from '../model/concept-tree.ts';
import { CommandMenu } from './command-menu.tsx';
import classes from './concept-grid.module.css';
import { ConceptLines } from './concept-lines.tsx';
import type { LinesProps } from './concept-lines.tsx';
import { useGridKeys } from './use-grid-keys.ts';

const ROW_HEIGHT = 33;

type Scroller = RefObject<HTMLDivElement | null>;

interface Props extends Omit<LinesProps, 'id' | 'index' | 'template' | 'items' | 'measure' | 'focus'> {
  /** The list itself, which takes the keys. */
  readonly scroller: Scroller;
}

/** Concepts as a tree and a table in one; only the lines that are seen exist. */
export function ConceptGrid({ scroller, columns, ...props }: Props) {
  const t = useTranslations('vocabularies.grid');
  const id = useId();
  const { view, commands, isReadOnly } = props;
  const { rows, cursor } = view;
  const { ref: sizer, width } = useElementSize<HTMLDivElement>();
  const shown = useMemo(() => fittingColumns(columns, width || Number.POSITIVE_INFINITY), [columns, width]);
  const isFlat = useMemo(() => rows.every(({ narrowerCount }) => narrowerCount === 0), [rows]);
  const index = rows.findIndex(({ key }) => key === cursor);
  const virtualizer = useSeenLines(rows, index, scroller);
  const onKeyDown = useGridKeys({ view, index });
  const template = templateOf(shown);
  return (
    <Menu shadow="md" position="bottom-start" disabled={isReadOnly}>
      <Menu.ContextMenu disabled={isReadOnly}>
        <div
          ref={useMergedRef(scroller, sizer)}
          className={classes.grid}
          data-flat={isFlat || undefined}
          role="treegrid"
          aria-label={t('label')}
          aria-rowcount={rows.length + 1}
          aria-multiselectable
          aria-activedescendant={index >= 0 && !view.inline ? `${id}-${index}` : undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onFocus={(event) => event.target === event.currentTarget && index < 0 && rows[0] && view.move(rows[0].key)}
        >
          <Head columns={shown} template={template} />
          <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
            <ConceptLines
              {...props}
              {...{ id, index, template, columns: shown }}
              items={virtualizer.getVirtualItems()}
              measure={virtualizer.measureElement}
              focus={() => scroller.current?.focus({ preventScroll: true })}
            />
          </div>
        </div>
      </Menu.ContextMenu>
      <CommandMenu commands={commands} />
    </Menu>
  );
}

/** Which lines are seen; that of the cursor always is, once the cursor has moved. */
function useSeenLines(rows: readonly ConceptRow[], index: number, scroller: Scroller) {
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (place) => rows[place]!.key,
    overscan: 12,
    scrollPaddingStart: ROW_HEIGHT,
  });
  useEffect(() => {
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [index, virtualizer]);
  return virtualizer;
}

function Head({ columns, template }: { readonly columns: readonly Column[]; readonly template: string }) {
  const t = useTranslations('vocabularies.column');
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={`${classes.line} ${classes.head}`}
      style={{ gridTemplateColumns: template }}
    >
      {columns.map((column) => {
        const language = languageOf(column);
        return (
          <span key={column} role="columnheader" lang={language ?? undefined}>
            {language === null ? t(column) : ownName(language)}
          </span>
        );
      })}
    </div>
  );
}
