'use client';

import { UnstyledButton } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { ConceptName } from './concept-name.tsx';
import { elementIdOf } from './element-id.ts';
import { useChoice, useReportState } from './report-context.ts';
import classes from './reports.module.css';
import type { OfConcept } from './use-concepts.ts';

/** An element's name, which opens its occurrences. */
export function OccurrencesLink({ row }: { readonly row: OfConcept }) {
  const t = useTranslations('reports.elements');
  const [, set] = useChoice();
  const { concepts } = useReportState();
  return (
    <UnstyledButton
      fz="sm"
      className={classes.named}
      onClick={() => set('element', elementIdOf(row))}
      aria-label={t('occurrences', { label: concepts.labelOf(row) })}
    >
      <ConceptName row={row} />
      <IconPhoto size={14} opacity={0.55} aria-hidden className="screen-only" />
    </UnstyledButton>
  );
}
