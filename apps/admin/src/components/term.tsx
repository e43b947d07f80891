'use client';

import { Tooltip } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TERM_GROUPS, TERMS } from '../lib/terms.ts';
import type { TermName } from '../lib/terms.ts';
import classes from './term.module.css';

interface Props {
  readonly name: TermName;
  /** As it stands in the sentence; default: as in the glossary. */
  readonly children?: ReactNode;
}

/** A word of the trade, which says what it means: to the pointer, to whoever touches it, and to keys. Escape closes that. */
export function Term({ name, children }: Props) {
  const t = useTranslations('glossary.term');
  return (
    <Tooltip
      label={t(`${name}.definition`)}
      multiline
      maw={300}
      interactive
      events={{ hover: true, focus: true, touch: true }}
      classNames={{ tooltip: classes.meaning }}
    >
      <dfn className={classes.term} tabIndex={0}>
        {children ?? t(`${name}.name`)}
      </dfn>
    </Tooltip>
  );
}

/** For messages that have words of the trade in them: `<takt>takt time</takt>`. */
export const inTerms = Object.fromEntries(
  TERM_GROUPS.flatMap((group) =>
    TERMS[group].map((name) => [name, (words: ReactNode) => <Term name={name}>{words}</Term>] as const),
  ),
) as Readonly<Record<TermName, (words: ReactNode) => ReactNode>>;
