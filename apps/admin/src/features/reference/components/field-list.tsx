'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReferenceEntry, ReferenceField } from '../model/reference.ts';
import { ContractText } from './contract-text.tsx';
import { EntryTags } from './entry-tags.tsx';
import classes from './reference.module.css';
import { TypeLink } from './type-link.tsx';

interface Props {
  readonly fields: readonly ReferenceField[];
  /** What they are of: what is said of it is not said again. */
  readonly of: Pick<ReferenceEntry, 'permission' | 'isNew'>;
}

/** Fields, arguments or values, each with what it means. */
export function FieldList({ fields, of }: Props) {
  return (
    <dl className={classes.fields}>
      {fields.map((field) => (
        <Field key={field.name} field={field} of={of} />
      ))}
    </dl>
  );
}

function Field({ field, of }: { readonly field: ReferenceField; readonly of: Props['of'] }) {
  const t = useTranslations('reference');
  const { name, type, defaultValue, description, deprecation, permission, args } = field;
  return (
    <div>
      <dt>
        <Text span fw={600} className={classes.mono} lang="en">
          {name}
        </Text>
        {type === null ? null : <TypeLink type={type} />}
        {defaultValue === null ? null : (
          <Text span size="xs" c="dimmed">
            {t('byDefault')}{' '}
            <span className={classes.mono} lang="en">
              {defaultValue}
            </span>
          </Text>
        )}
        <EntryTags {...field} isNew={field.isNew && !of.isNew} knownPermission={of.permission} />
      </dt>
      <dd>
        {description ? <ContractText text={description} /> : null}
        {deprecation ? <ContractText text={deprecation} /> : null}
        {args.length > 0 ? <FieldList fields={args} of={{ permission, isNew: of.isNew || field.isNew }} /> : null}
      </dd>
    </div>
  );
}
