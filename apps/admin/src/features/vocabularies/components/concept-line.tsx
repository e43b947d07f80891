'use client';

import { Badge, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { memo, useState } from 'react';
import type { MouseEvent } from 'react';
import { ownName } from '../../../lib/language-name.ts';
import { useWithAside } from '../../../lib/use-with-aside.ts';
import type { Check } from '../model/checks.ts';
import { isTreeColumn, languageOf } from '../model/columns.ts';
import type { Column } from '../model/columns.ts';
import { labelIn, labelOf } from '../model/concept.ts';
import type { ConceptRow } from '../model/concept-tree.ts';
import type { DropZone } from '../model/drop-zone.ts';
import { CheckBadge } from './check-badge.tsx';
import classes from './concept-grid.module.css';
import type { OnDrag } from './use-concept-drag.ts';
import type { InlineField } from './use-inline-edit.ts';
import { ValueClassMark } from './value-class-mark.tsx';

interface Props {
  readonly id: string;
  readonly row: ConceptRow;
  readonly index: number;
  /** Where the line begins, in pixels from the top of the list. */
  readonly startPx: number;
  readonly columns: readonly Column[];
  readonly template: string;
  readonly color: string;
  readonly isCursor: boolean;
  readonly isSelected: boolean;
  /** No published version has it. */
  readonly isUnpublished: boolean;
  readonly checks: readonly Check[] | undefined;
  readonly inline: InlineField | undefined;
  readonly drop: DropZone | undefined;
  readonly isDraggable: boolean;
  readonly measure: (element: HTMLElement | null) => void;
  readonly onPick: (key: string) => void;
  readonly onEdit: (key: string) => void;
  /** Absent where nothing can be changed. */
  readonly onRename: ((key: string, language: string) => void) | undefined;
  readonly onToggle: (externalId: string, isOpen: boolean) => void;
  readonly onToggleSelected: (key: string) => void;
  readonly onExtend: (key: string) => void;
  /** Before a menu opens here. */
  readonly onMenu: ((key: string) => void) | undefined;
  readonly onDrag: OnDrag;
}

export const ConceptLine = memo(function ConceptLine(props: Props) {
  const { id, row, index, startPx, columns, template, isCursor, isSelected, onDrag } = props;
  const { key } = row;
  const classNames = [
    classes.line,
    isCursor && classes.cursor,
    isSelected && classes.selected,
    !row.isMatch && classes.context,
  ];
  const onClick = (event: MouseEvent) => {
    if (event.shiftKey) props.onExtend(key);
    else if (event.metaKey || event.ctrlKey) props.onToggleSelected(key);
    else props.onPick(key);
  };
  const drag = props.isDraggable && !props.inline;
  return (
    <div
      ref={props.measure}
      id={id}
      data-index={index}
      data-drop={props.drop}
      role="row"
      aria-rowindex={index + 2}
      aria-level={row.depth + 1}
      aria-expanded={row.narrowerCount > 0 ? row.isOpen : undefined}
      aria-selected={isSelected || isCursor}
      className={classNames.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${startPx}px)`, gridTemplateColumns: template }}
      draggable={drag}
      onDragStart={(event) => onDrag(event, key)}
      onDragOver={(event) => onDrag(event, key)}
      onDrop={(event) => onDrag(event, key)}
      onDragEnd={(event) => onDrag(event, key)}
      onClick={onClick}
      onContextMenu={() => props.onMenu?.(key)}
      onDoubleClick={() => props.onEdit(key)}
    >
      {columns.map((column) => (
        <Cell key={column} column={column} isTree={isTreeColumn(column, columns)} {...props} />
      ))}
    </div>
  );
});

type CellProps = Props & { readonly column: Column; readonly isTree: boolean };

function Cell({ column, isTree, ...props }: CellProps) {
  const t = useTranslations('vocabularies.panel');
  const { row, columns, inline, onRename } = props;
  const language = languageOf(column);
  if (language === null) return <FactCell column={column} {...props} />;
  const languages = columns.flatMap((each) => languageOf(each) ?? []);
  const label =
    inline?.language === language ? (
      <InlineLabel key={language} field={inline} />
    ) : (
      <Label
        text={labelIn(row.concept, language)}
        language={language}
        instead={isTree ? labelOf(row.concept, languages) || t('new') : undefined}
      />
    );
  const onDoubleClick = (event: MouseEvent) => {
    if (!onRename) return;
    event.stopPropagation();
    onRename(row.key, language);
  };
  if (!isTree)
    return (
      <span role="gridcell" onDoubleClick={onDoubleClick}>
        {label}
      </span>
    );
  return (
    <span
      role="gridcell"
      className={classes.label}
      style={{ paddingInlineStart: row.depth * 18 }}
      onDoubleClick={onDoubleClick}
    >
      <Toggle {...props} />
      <span className={classes.swatch} style={{ background: props.color }} aria-hidden />
      <span className={classes.name} data-deprecated={row.concept.status === 'deprecated' || undefined}>
        {label}
        <Deprecated concept={row.concept} />
      </span>
    </span>
  );
}

/** Said in the label's cell, too: on a narrow screen, the column of states is out of sight. */
function Deprecated({ concept: { status } }: Pick<ConceptRow, 'concept'>) {
  const t = useTranslations('vocabularies.status');
  const withAside = useWithAside();
  return status === 'deprecated' ? <span className={classes.hidden}>{withAside('', t('deprecated'))}</span> : null;
}

function FactCell({ column, row, isUnpublished, checks }: Props & { readonly column: Column }) {
  const { concept } = row;
  if (column === 'notation')
    return (
      <span role="gridcell" className={classes.notation}>
        {concept.notation}
      </span>
    );
  if (column === 'prompt') return <PromptCell row={row} />;
  if (column === 'checks') return <span role="gridcell">{checks ? <CheckBadge checks={checks} /> : null}</span>;
  if (column === 'status') return <StatusCell row={row} isUnpublished={isUnpublished} />;
  return (
    <span role="gridcell">
      <ValueClassMark values={concept.facets.valueClass} />
    </span>
  );
}

function PromptCell({ row: { concept } }: Pick<Props, 'row'>) {
  const t = useTranslations('vocabularies.grid');
  const prompts = Object.values(concept.prompts).flat();
  const languages = Object.keys(concept.prompts);
  const isReviewed = languages.length > 0 && languages.every((language) => concept.reviewedPrompts.includes(language));
  return (
    <span role="gridcell" className={classes.prompt} title={prompts.join('\n')}>
      {isReviewed ? (
        <span className={classes.reviewed} title={t('reviewed')}>
          ✓<span className={classes.hidden}> {t('reviewed')} </span>
        </span>
      ) : null}
      {prompts[0]}
      {prompts.length > 1 ? <span className={classes.quiet}> +{prompts.length - 1}</span> : null}
    </span>
  );
}

function StatusCell({ row: { concept, isNew }, isUnpublished }: Pick<Props, 'row' | 'isUnpublished'>) {
  const t = useTranslations('vocabularies');
  return (
    <span role="gridcell" className={classes.state}>
      {isNew || isUnpublished ? (
        <Badge size="sm" variant="light" color="blue" tt="none">
          {t('grid.new')}
        </Badge>
      ) : null}
      {concept.status === 'deprecated' ? (
        <Badge size="sm" variant="default" tt="none">
          {t('status.deprecated')}
        </Badge>
      ) : null}
    </span>
  );
}

function Toggle({ row, onToggle }: Pick<Props, 'row' | 'onToggle'>) {
  const t = useTranslations('vocabularies.grid');
  if (row.narrowerCount === 0) return <span className={classes.toggle} aria-hidden />;
  const Icon = row.isOpen ? IconChevronDown : IconChevronRight;
  return (
    <UnstyledButton
      className={classes.toggle}
      tabIndex={-1}
      aria-label={row.isOpen ? t('collapse') : t('expand')}
      onClick={(event) => {
        event.stopPropagation();
        onToggle(row.concept.id, !row.isOpen);
      }}
    >
      <Icon size={16} aria-hidden />
    </UnstyledButton>
  );
}

/** Shows each key at once; the rest of the page follows. */
function InlineLabel({ field }: { readonly field: InlineField }) {
  const t = useTranslations('vocabularies');
  const [text, setText] = useState(field.value);
  return (
    <input
      className={classes.inline}
      lang={field.language}
      aria-label={t('grid.labelIn', { language: ownName(field.language) })}
      autoFocus
      value={text}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        setText(event.currentTarget.value);
        field.onType(event.currentTarget.value);
      }}
      onKeyDown={field.onKeyDown}
      onBlur={field.onBlur}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}

interface LabelProps {
  readonly text: string | undefined;
  readonly language: string;
  /** Shown, quietly, where there is no label in the language. */
  readonly instead?: string | undefined;
}

function Label({ text, language, instead = '—' }: LabelProps) {
  return text ? <span lang={language}>{text}</span> : <span className={classes.quiet}>{instead}</span>;
}
