'use client';

import { Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { AuditSubject as Subject } from '../api/use-audit.ts';
import { subjectName, subjectPlace } from '../model/subject-place.ts';
import classes from './audit.module.css';
import { useTypeWord } from './use-audit-words.ts';

/** What something was done to, as it is called now; it leads to its page. */
export function AuditSubject({ subject }: { readonly subject: Subject }) {
  const t = useTranslations('audit');
  const wordOf = useTypeWord();
  const name = subjectName(subject);
  const place = subjectPlace(subject);
  const text = name ?? wordOf(subject.type);
  return (
    <Text size="sm" className={classes.subject}>
      {place ? (
        <Anchor component={Link} href={place} size="sm">
          {text}
        </Anchor>
      ) : (
        text
      )}
      {name ? (
        <Text span size="xs" c="dimmed" ml={6}>
          {wordOf(subject.type)}
        </Text>
      ) : null}
      {subject.node ? null : (
        <Text span size="xs" c="dimmed" ml={6}>
          {t('gone')}
        </Text>
      )}
    </Text>
  );
}
