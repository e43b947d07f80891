'use client';

import { Anchor, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { B2MML_PLACES, EVENT_COLUMNS } from '../model/event-files.ts';
import classes from './reference.module.css';

/** What the files hold that events can be taken in. */
export function EventFiles() {
  const t = useTranslations('reference.files');
  const rich = {
    code: (words: ReactNode) => <code className={classes.mono}>{words}</code>,
    filter: (words: ReactNode) => (
      <Anchor component={Link} href="/reference/types/WorkEventFilter" inherit underline="always">
        {words}
      </Anchor>
    ),
  };
  return (
    <section aria-labelledby="files">
      <Title order={2} size="h4" mb={6} id="files">
        {t('title')}
      </Title>
      <Text size="sm">{t.rich('parameters', rich)}</Text>
      <Title order={3} size="h5" mt="md" mb={4}>
        {t('csv.title')}
      </Title>
      <Text size="sm">{t.rich('csv.text', rich)}</Text>
      <Meanings rows={EVENT_COLUMNS.map((column) => [column, t(`csv.column.${column}`)])} />
      <Title order={3} size="h5" mt="md" mb={4}>
        {t('xml.title')}
      </Title>
      <Text size="sm">{t.rich('xml.text', rich)}</Text>
      <Meanings rows={Object.entries(B2MML_PLACES).map(([what, place]) => [place, t(`xml.place.${what}`)])} />
    </section>
  );
}

/** Names, and what each means. */
function Meanings({ rows }: { readonly rows: readonly (readonly [name: string, meaning: string])[] }) {
  return (
    <dl className={classes.meanings}>
      {rows.map(([name, meaning]) => (
        <div key={name}>
          <dt className={classes.mono} lang="en">
            {name}
          </dt>
          <Text component="dd" size="sm" m={0}>
            {meaning}
          </Text>
        </div>
      ))}
    </dl>
  );
}
