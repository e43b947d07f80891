'use client';

import type { VirtualItem } from '@tanstack/react-virtual';
import { UNKNOWN_COLOR } from '../../../lib/concept-colors.ts';
import type { VersionChecks } from '../api/use-checks.ts';
import type { EditorCommands } from '../api/use-editor-commands.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import type { EditorView } from '../api/use-editor-view.ts';
import type { Column } from '../model/columns.ts';
import { ConceptLine } from './concept-line.tsx';
import { useConceptDrag } from './use-concept-drag.ts';
import { useInlineEdit } from './use-inline-edit.ts';

export interface LinesProps {
  readonly editor: DraftEditor;
  readonly view: EditorView;
  readonly commands: EditorCommands;
  readonly checks: VersionChecks;
  readonly publishedIds: ReadonlySet<string> | undefined;
  readonly colorOf: (externalId: string) => string;
  readonly columns: readonly Column[];
  readonly isReadOnly: boolean;
  /** A click, or a tap. */
  readonly onPick: (key: string) => void;
  /** What ids of lines begin with. */
  readonly id: string;
  /** Of the line under the cursor; -1: none. */
  readonly index: number;
  readonly template: string;
  /** The lines that are seen. */
  readonly items: readonly VirtualItem[];
  readonly measure: (element: HTMLElement | null) => void;
  /** Gives the keyboard back to the grid. */
  readonly focus: () => void;
}

/** The lines that are seen, as they are chosen, dragged and typed in. */
export function ConceptLines(props: LinesProps) {
  const { editor, view, commands, checks, publishedIds, columns, isReadOnly, id, index, template } = props;
  const { rows, selection } = view;
  const drag = useConceptDrag({ editor, commands });
  const inline = useInlineEdit({ editor, view, commands, columns, focus: props.focus });
  return props.items.map((item) => {
    const row = rows[item.index]!;
    return (
      <ConceptLine
        key={item.key}
        id={`${id}-${item.index}`}
        row={row}
        index={item.index}
        startPx={item.start}
        columns={columns}
        template={template}
        color={row.isNew ? UNKNOWN_COLOR : props.colorOf(row.key)}
        isCursor={item.index === index}
        isSelected={selection.keys.has(row.key)}
        isUnpublished={publishedIds !== undefined && publishedIds.size > 0 && !publishedIds.has(row.key)}
        checks={checks.byConcept.get(row.key)}
        inline={view.inline?.key === row.key ? inline(row, view.inline.language) : undefined}
        drop={drag.target?.key === row.key ? drag.target.zone : undefined}
        isDraggable={!isReadOnly && !row.isNew}
        measure={props.measure}
        onPick={props.onPick}
        onEdit={view.edit}
        onRename={isReadOnly ? undefined : view.rename}
        onToggle={view.toggle}
        onToggleSelected={view.toggleSelected}
        onExtend={view.extendTo}
        onMenu={selection.keys.has(row.key) ? undefined : view.move}
        onDrag={drag.onDrag}
      />
    );
  });
}
