'use client';

import { useTranslations } from 'next-intl';
import { Tag } from '../../../components/tag.tsx';
import type { ReferenceField } from '../model/reference.ts';

type Props = Pick<ReferenceField, 'permission' | 'isNew' | 'deprecation'> & {
  /** What goes without saying. */
  readonly knownPermission?: string;
};

/** What is needed, what is new, and what should not be used any more. */
export function EntryTags({ permission, isNew, deprecation, knownPermission = 'read' }: Props) {
  const t = useTranslations('reference');
  return (
    <>
      {permission === knownPermission ? null : (
        <Tag size="sm" color="yellow">
          {t('needs', { permission })}
        </Tag>
      )}
      {isNew ? (
        <Tag size="sm" color="teal">
          {t('new')}
        </Tag>
      ) : null}
      {deprecation === null ? null : (
        <Tag size="sm" color="red">
          {t('deprecated')}
        </Tag>
      )}
    </>
  );
}
