'use client';

import { Text } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import type { ImpactFragment } from '../../../../generated/graphql.ts';
import { formatMoment } from '../../../lib/format.ts';
import classes from './publish.module.css';

/** Programs that read the vocabulary, and what they will see. */
export function ClientList({ clients }: Pick<ImpactFragment, 'clients'>) {
  const t = useTranslations('vocabularyPublish.clients');
  const locale = useLocale();
  return (
    <ul className={classes.clients}>
      {clients.map(({ name, pinnedVersion, lastSeenAt }) => (
        <li key={`${name} ${pinnedVersion?.id ?? ''}`}>
          <Text span size="sm" fw={600}>
            {name}
          </Text>{' '}
          <Text span size="sm" c="dimmed">
            {pinnedVersion ? t('pinned', { number: pinnedVersion.number }) : t('follows')} ·{' '}
            {t('seen', { date: formatMoment(lastSeenAt, locale) })}
          </Text>
        </li>
      ))}
    </ul>
  );
}
