'use client';

import { Badge, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { conceptColor } from '../../../lib/concept-colors.ts';
import { labelIn, labelOf } from '../model/concept.ts';
import type { ConceptRow } from '../model/concept-tree.ts';
import classes from './concept-grid.module.css';
import { ValueClassMark } from './value-class-mark.tsx';

interface Props {
  readonly id: string;
  readonly row: ConceptRow;
  readonly index: number;
  /** Where the line begins, in pixels from the top of the list. */
  readonly startPx: number;
  readonly languages: readonly [string, string];
  readonly isCursor: boolean;
  readonly isWrong: boolean;
  readonly measure: (element: HTMLElement | null) => void;
  readonly onPick: (key: string) => void;
  readonly onEdit: (key: string) => void;
  readonly onToggle: (externalId: string, isOpen: boolean) => void;
}

export const ConceptLine = memo(function ConceptLine(props: Props) {
  const { id, row, index, startPx, languages, isCursor, isWrong, measure, onPick, onEdit } = props;
  const t = useTranslations('vocabularies');
  const { concept, depth } = row;
  const prompts = Object.values(concept.prompts).flat();
  const [first, second] = languages;
  const classNames = [classes.line, isCursor && classes.cursor, !row.isMatch && classes.context];
  return (
    <div
      ref={measure}
      id={id}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      aria-level={depth + 1}
      aria-expanded={row.narrowerCount > 0 ? row.isOpen : undefined}
      aria-selected={isCursor}
      className={classNames.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${startPx}px)` }}
      onClick={() => onPick(row.key)}
      onDoubleClick={() => onEdit(row.key)}
    >
      <span role="gridcell" className={classes.notation}>
        {concept.notation}
      </span>
      <span role="gridcell" className={classes.label} style={{ paddingInlineStart: depth * 18 }}>
        <Toggle {...props} />
        <span className={classes.swatch} style={{ background: conceptColor(concept.position) }} aria-hidden />
        <Label text={labelIn(concept, first)} language={first} instead={labelOf(concept, languages)} />
      </span>
      <span role="gridcell">
        <Label text={labelIn(concept, second)} language={second} />
      </span>
      <span role="gridcell" className={`${classes.wide} ${classes.prompt}`} title={prompts.join('\n')}>
        {prompts[0]}
        {prompts.length > 1 ? <span className={classes.quiet}> +{prompts.length - 1}</span> : null}
      </span>
      <span role="gridcell" className={classes.medium}>
        <ValueClassMark values={concept.facets.valueClass} />
      </span>
      <span role="gridcell" className={classes.state}>
        {isWrong ? (
          <IconAlertTriangle size={16} color="var(--mantine-color-red-text)" aria-label={t('grid.wrong')} />
        ) : null}
        {row.state === 'saved' ? null : (
          <Badge size="sm" variant="light" color="blue">
            {t(`grid.${row.state}`)}
          </Badge>
        )}
        {concept.status === 'deprecated' ? (
          <Badge size="sm" variant="default">
            {t('status.deprecated')}
          </Badge>
        ) : null}
      </span>
    </div>
  );
});

function Toggle({ row, onToggle }: Props) {
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
        onToggle(row.concept.externalId, !row.isOpen);
      }}
    >
      <Icon size={16} aria-hidden />
    </UnstyledButton>
  );
}

interface LabelProps {
  readonly text: string | undefined;
  readonly language: string;
  /** Shown, quietly, where there is no label in the language. */
  readonly instead?: string;
}

function Label({ text, language, instead = '—' }: LabelProps) {
  return text ? <span lang={language}>{text}</span> : <span className={classes.quiet}>{instead}</span>;
}
