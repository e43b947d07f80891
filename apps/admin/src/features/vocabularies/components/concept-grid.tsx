'use client';

import { Menu } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useMemo } from 'react';
import type { RefObject } from 'react';
import { UNKNOWN_COLOR } from '../../../lib/concept-colors.ts';
import { ownName } from '../../../lib/language-name.ts';
import type { VersionChecks } from '../api/use-checks.ts';
import type { EditorCommands } from '../api/use-editor-commands.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import type { EditorView } from '../api/use-editor-view.ts';
import { fittingColumns, languageOf, templateOf } from '../model/columns.ts';
import type { Column } from '../model/columns.ts';
import { CommandMenu } from './command-menu.tsx';
import classes from './concept-grid.module.css';
import { ConceptLine } from './concept-line.tsx';
import { useConceptDrag } from './use-concept-drag.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useInlineEdit } from './use-inline-edit.ts';

const ROW_HEIGHT = 33;

interface Props {
  readonly editor: DraftEditor;
  readonly view: EditorView;
  readonly commands: EditorCommands;
  readonly checks: VersionChecks;
  readonly publishedIds: ReadonlySet<string> | undefined;
  readonly colorOf: (externalId: string) => string;
  readonly columns: readonly Column[];
  readonly isReadOnly: boolean;
  /** The list itself, which takes the keys. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** A click, or a tap. */
  readonly onPick: (key: string) => void;
}

/** Concepts as a tree and a table in one; only the lines that are seen exist. */
export function ConceptGrid({
  editor,
  view,
  commands,
  checks,
  publishedIds,
  colorOf,
  columns,
  isReadOnly,
  scroller,
  onPick,
}: Props) {
  const t = useTranslations('vocabularies');
  const id = useId();
  const { rows, cursor, selection } = view;
  const { ref: sizer, width } = useElementSize<HTMLDivElement>();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]!.key,
    overscan: 12,
    scrollPaddingStart: ROW_HEIGHT,
  });
  const shown = useMemo(() => fittingColumns(columns, width || Number.POSITIVE_INFINITY), [columns, width]);
  const isFlat = useMemo(() => rows.every(({ narrowerCount }) => narrowerCount === 0), [rows]);
  const index = rows.findIndex(({ key }) => key === cursor);
  useEffect(() => {
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [index, virtualizer]);
  const focus = () => scroller.current?.focus({ preventScroll: true });
  const onKeyDown = useGridKeys({ view, index });
  const drag = useConceptDrag({ editor, commands });
  const inline = useInlineEdit({ editor, view, commands, columns: shown, focus });
  const template = templateOf(shown);
  return (
    <Menu shadow="md" position="bottom-start" disabled={isReadOnly}>
      <Menu.ContextMenu disabled={isReadOnly}>
        <div
          ref={useMergedRef(scroller, sizer)}
          className={classes.grid}
          data-flat={isFlat || undefined}
          role="treegrid"
          aria-label={t('grid.label')}
          aria-rowcount={rows.length + 1}
          aria-multiselectable
          aria-activedescendant={index >= 0 && !view.inline ? `${id}-${index}` : undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onFocus={(event) => event.target === event.currentTarget && index < 0 && rows[0] && view.move(rows[0].key)}
        >
          <div
            role="row"
            aria-rowindex={1}
            className={`${classes.line} ${classes.head}`}
            style={{ gridTemplateColumns: template }}
          >
            {shown.map((column) => (
              <Head key={column} column={column} />
            ))}
          </div>
          <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
            {virtualizer.getVirtualItems().map((item) => {
              const row = rows[item.index]!;
              return (
                <ConceptLine
                  key={item.key}
                  id={`${id}-${item.index}`}
                  row={row}
                  index={item.index}
                  startPx={item.start}
                  columns={shown}
                  template={template}
                  color={row.isNew ? UNKNOWN_COLOR : colorOf(row.key)}
                  isCursor={item.index === index}
                  isSelected={selection.keys.has(row.key)}
                  isUnpublished={publishedIds !== undefined && publishedIds.size > 0 && !publishedIds.has(row.key)}
                  checks={checks.byConcept.get(row.key)}
                  inline={view.inline?.key === row.key ? inline(row, view.inline.language) : undefined}
                  drop={drag.target?.key === row.key ? drag.target.zone : undefined}
                  isDraggable={!isReadOnly && !row.isNew}
                  measure={virtualizer.measureElement}
                  onPick={onPick}
                  onEdit={view.edit}
                  onRename={isReadOnly ? undefined : view.rename}
                  onToggle={view.toggle}
                  onToggleSelected={view.toggleSelected}
                  onExtend={view.extendTo}
                  onMenu={selection.keys.has(row.key) ? undefined : view.move}
                  onDrag={drag.onDrag}
                />
              );
            })}
          </div>
        </div>
      </Menu.ContextMenu>
      <CommandMenu commands={commands} />
    </Menu>
  );
}

function Head({ column }: { readonly column: Column }) {
  const t = useTranslations('vocabularies');
  const language = languageOf(column);
  return (
    <span role="columnheader" lang={language ?? undefined}>
      {language === null ? t(`column.${column}`) : ownName(language)}
    </span>
  );
}
