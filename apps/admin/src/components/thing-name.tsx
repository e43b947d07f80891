'use client';

import { Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { nameOf, placeOf } from '../lib/named-thing.ts';
import type { NamedThing } from '../lib/named-thing.ts';

interface Props {
  readonly thing: NamedThing;
  readonly size?: 'xs' | 'sm';
}

/** What something was done to, or has happened to, as it is called now; it leads to its page. */
export function ThingName({ thing, size = 'sm' }: Props) {
  const t = useTranslations('things');
  const { type, node } = thing;
  const name = nameOf(thing);
  const place = placeOf(thing);
  const word = type !== null && t.has(`type.${type}`) ? t(`type.${type}`) : type;
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
