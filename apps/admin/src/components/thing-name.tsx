'use client';

import { Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { nameOf, placeOf } from '../lib/named-thing.ts';
import type { NamedThing } from '../lib/named-thing.ts';

interface Props {
  readonly thing: NamedThing;
  readonly size?: 'xs' | 'sm';
}

/** What something was done to, or has happened to, as it is called now; it leads to its page. */
export function ThingName({ thing, size = 'sm' }: Props) {
  const t = useTranslations('things');
  const { node } = thing;
  const name = nameOf(thing, useLocale());
  const place = placeOf(thing);
  const word = useTypeWord()(thing);
  const text = name ?? word;
  return (
    <Text size={size} style={{ overflowWrap: 'anywhere' }}>
      {place ? (
        <Anchor component={Link} href={place} size={size}>
          {text}
        </Anchor>
      ) : (
        text
      )}{' '}
      <Text span size="xs" c="dimmed">
        {[name ? word : null, node ? null : t('gone')].filter((part) => part !== null).join(' ')}
      </Text>
    </Text>
  );
}

/** What kind of thing it is; of a job, what it does. */
function useTypeWord(): (thing: NamedThing) => string | null {
  const t = useTranslations('things');
  const tJob = useTranslations('jobs.kind');
  return ({ type, node }) => {
    if (node?.__typename === 'Job') return t('job', { kind: tJob(node.jobKind) });
    return type !== null && t.has(`type.${type}`) ? t(`type.${type}`) : type;
  };
}
