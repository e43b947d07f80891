'use client';

import { Text, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { TouchedConceptFragment } from '../../../../generated/graphql.ts';
import { useFieldName, useFieldValue } from '../../../components/field-name.ts';
import classes from './publish.module.css';

/** More than these are told on demand. */
const FIRST = 3;

type Changes = TouchedConceptFragment['fieldChanges'];

/** That a concept is deprecated, and in favour of what, is told by what it becomes. */
const TOLD = new Set(['status', 'replacedBy']);

interface Props {
  readonly changes: Changes;
  /** Label of a concept by its external id, where it is known. */
  readonly nameOf: (externalId: string) => string;
}

/** `Preferred label (Japanese): 締める → 締付け`, a line each. */
export function FieldChanges({ changes: all, nameOf }: Props) {
  const t = useTranslations('vocabularyPublish.changes');
  const changes = all.filter(({ field }) => !TOLD.has(field));
  const tAction = useTranslations('common.action');
  const fieldName = useFieldName();
  const fieldValue = useFieldValue(nameOf);
  const [isOpen, setIsOpen] = useState(false);
  const shown = isOpen ? changes : changes.slice(0, FIRST);
  return (
    <>
      {shown.map(({ field, language, from, to }) => (
        <Text key={`${field} ${language ?? ''}`} size="xs" style={{ whiteSpace: 'pre-line' }}>
          <span className={classes.was}>
            {fieldName(field, language)}: {from === null ? t('absent') : fieldValue(field, from)} →{' '}
          </span>
          {to === null ? t('absent') : fieldValue(field, to)}
        </Text>
      ))}
      {changes.length > shown.length ? (
        <UnstyledButton fz="xs" c="var(--mantine-color-anchor)" onClick={() => setIsOpen(true)}>
          {tAction('moreCount', { count: changes.length - FIRST })}
        </UnstyledButton>
      ) : null}
    </>
  );
}
