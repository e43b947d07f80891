'use client';

import { Anchor, Progress, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { labelOfId } from '../model/concept.ts';
import type { TabProps } from './concept-panel.tsx';
import classes from './nearest-concepts.module.css';

type Props = Pick<TabProps, 'nearest' | 'contents' | 'languages' | 'addressOf'>;

/** The concepts that the encoder sees near, with how near. */
export function NearestConcepts({ nearest, contents, languages, addressOf }: Props) {
  const t = useTranslations('vocabularies.encoder');
  if (nearest.length === 0) return null;
  return (
    <section aria-label={t('nearest')}>
      <Text size="sm" fw={600}>
        {t('nearest')}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {t('nearestHint')}
      </Text>
      <ul className={classes.nearest}>
        {nearest.map(({ externalId, similarity }) => (
          <li key={externalId}>
            <Anchor component={Link} size="sm" href={addressOf(externalId)}>
              {labelOfId(contents, externalId, languages)}
            </Anchor>
            <Progress value={100 * Math.max(0, similarity)} size="sm" aria-hidden />
            <Text size="sm" ta="right" className="figures">
              {similarity.toFixed(2)}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
