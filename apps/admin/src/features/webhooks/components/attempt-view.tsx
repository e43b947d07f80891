'use client';

import { Code, Group, Text } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { DateTime } from '../../../components/date-time.tsx';
import { Tag } from '../../../components/tag.tsx';
import type { Attempt } from '../api/use-endpoints.ts';
import { isSent, reasonOf } from '../model/attempt.ts';
import type { Answer } from '../model/attempt.ts';
import classes from './webhooks.module.css';

interface Props {
  readonly attempt: Attempt;
  /** Where it would be sent now: another address that was called is told. */
  readonly url: string;
  /** Also say what people can do about a failure. */
  readonly withRemedy?: boolean;
}

/** When something was sent, what came back and how soon; where it has failed, why. */
export function AttemptView({ attempt, url, withRemedy = false }: Props) {
  const t = useTranslations('webhooks');
  const duration = secondsOf(attempt.durationMs, useLocale());
  const { startedAt, status, errorKind, error, responseExcerpt } = attempt;
  return (
    <>
      <Group gap="xs">
        <AnswerTag {...attempt} />
        {isSent(attempt) ? (
          <Text size="sm" className="figures">
            {t('attempt.took', { duration })}
          </Text>
        ) : null}
        <Text size="sm" c="dimmed" className="figures">
          <DateTime iso={startedAt} to="second" />
        </Text>
      </Group>
      {attempt.url !== null && attempt.url !== url ? (
        <Text size="xs" c="dimmed" className={classes.address}>
          {t('attempt.to', { url: attempt.url })}
        </Text>
      ) : null}
      {errorKind ? (
        <>
          <Text size="sm" mt={4} c="var(--mantine-color-error)">
            {t(`reason.${reasonOf(attempt)}`)}
          </Text>
          {withRemedy ? <Text size="sm">{t(`remedy.${reasonOf(attempt)}`)}</Text> : null}
          {status === null ? (
            <Text size="xs" c="dimmed" lang="en" className={classes.text}>
              {error}
            </Text>
          ) : null}
        </>
      ) : null}
      {responseExcerpt ? (
        <>
          <Text size="xs" c="dimmed" mt={6} mb={2}>
            {t('attempt.excerpt')}
          </Text>
          <Code block className={classes.text}>
            {responseExcerpt}
          </Code>
        </>
      ) : null}
    </>
  );
}

/** The HTTP status of an answer, or that there was none. */
function AnswerTag({ status, errorKind }: Answer) {
  const t = useTranslations('webhooks.attempt');
  const none = isSent({ errorKind }) ? 'noAnswer' : 'notSent';
  return <Tag color={errorKind ? 'red' : 'teal'}>{status === null ? t(none) : t('answered', { status })}</Tag>;
}

/** A short time, to the millisecond below a second. */
function secondsOf(ms: number, locale: string): string {
  const [value, unit] = ms < 1000 ? [ms, 'millisecond'] : [ms / 1000, 'second'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
