'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFieldName, useFieldValue } from '../../../components/field-name.ts';
import type { FieldChange } from '../api/use-changes.ts';
import classes from './change-list.module.css';

interface Props {
  readonly changes: readonly FieldChange[];
  /** Label of a concept; given where the changes are about several. */
  readonly nameOf?: ((externalId: string) => string) | undefined;
  /** Label of a concept that a field refers to. */
  readonly idName: (externalId: string) => string;
}

const MAX_SHOWN = 6;

/** Field, from → to; one line each. The order among siblings says nothing to people. */
export function FieldChanges({ changes, nameOf, idName }: Props) {
  const t = useTranslations('vocabularies');
  const fieldName = useFieldName();
  const told = changes.filter(({ field }) => field !== 'position');
  const shown = told.slice(0, MAX_SHOWN);
  const fieldValue = useFieldValue(idName);
  const text = (field: string, value: string | null) => (value === null ? '—' : fieldValue(field, value));
  return (
    <>
      {shown.map(({ concept, field, language, from, to }) => (
        <div key={`${concept.externalId} ${field} ${language}`} className={classes.change}>
          <span>
            {nameOf ? `${nameOf(concept.externalId)}: ` : null}
            {fieldName(field, language)}
          </span>
          <span className={classes.values}>
            {from === null ? null : <span className={classes.from}>{text(field, from)} → </span>}
            {text(field, to)}
          </span>
        </div>
      ))}
      {told.length > MAX_SHOWN ? (
        <Text size="xs" c="dimmed">
          {t('changes.moreFields', { count: told.length - MAX_SHOWN })}
        </Text>
      ) : null}
    </>
  );
}
