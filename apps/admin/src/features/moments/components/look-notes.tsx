'use client';

import { Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { CheckConceptInput } from '../../../../generated/graphql.ts';
import { useConceptLook } from '../api/use-concept-look.ts';
import classes from './moments.module.css';
import { NearestConcepts } from './nearest-concepts.tsx';

interface Props {
  readonly input: CheckConceptInput;
  readonly addressOf: (externalId: string) => string;
}

/** Concepts that are near, prompts that are too long, words that are unknown. */
export function LookNotes({ input, addressOf }: Props) {
  const t = useTranslations('checks');
  const { data } = useConceptLook(input);
  if (!data) return null;
  const { checks, nearest } = data;
  return (
    <>
      {checks.length > 0 ? (
        <ul className={classes.nearest}>
          {checks.map(({ kind, detail, concepts }, index) => {
            const others = concepts.filter(({ concept }) => concept.externalId !== input.concept.externalId);
            return (
              <li key={index}>
                {t(`kind.${kind}.title`)}
                {others.map(({ id, label, concept }) => (
                  <span key={id}>
                    {' · '}
                    <Anchor component={Link} size="sm" href={addressOf(concept.externalId)}>
                      {label}
                    </Anchor>
                  </span>
                ))}
                {detail ? (
                  <Text span size="xs" c="dimmed" className="figures">
                    {' '}
                    {detail}
                  </Text>
                ) : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      <NearestConcepts nearest={nearest} addressOf={addressOf} />
    </>
  );
}
