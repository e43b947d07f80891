'use client';

import { Anchor, Progress, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ConceptLookQuery } from '../../../../generated/graphql.ts';
import classes from './moments.module.css';

interface Props {
  readonly nearest: NonNullable<ConceptLookQuery['checkConcept']['nearest']>;
  readonly addressOf: (externalId: string) => string;
}

/** The concepts that the encoder sees near, with how near. */
export function NearestConcepts({ nearest, addressOf }: Props) {
  const t = useTranslations('moments.view');
  if (nearest.length === 0) return null;
  return (
    <section aria-label={t('nearest')}>
      <Text size="sm" fw={600}>
        {t('nearest')}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {t('nearestHint')}
      </Text>
      <ul className={classes.near}>
        {nearest.map(({ similarity, content: { id, label, concept } }) => (
          <li key={id}>
            <Anchor component={Link} size="sm" href={addressOf(concept.externalId)}>
              {label}
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
