'use client';

import { Button, Paper, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFailureText } from '../../../components/failure-text.tsx';
import classes from './recognitions.module.css';

interface Props {
  readonly failures: readonly { readonly code: string; readonly count: number }[];
  /** The one whose videos are listed; null: none in particular. */
  readonly chosenCode: string | null;
  readonly onChoose: (code: string | null) => void;
}

/** Why videos have failed and what people can do about it: one row for each reason. */
export function FailureList({ failures, chosenCode, onChoose }: Props) {
  const t = useTranslations('recognitions.failures');
  const textOf = useFailureText();
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('title')}>
      <Title order={2} size="h4" mb={6}>
        {t('title')}
      </Title>
      <ul className={classes.failures}>
        {failures.map(({ code, count }) => {
          const { why, remedy } = textOf(code);
          const isChosen = code === chosenCode;
          return (
            <li key={code} className={classes.failure}>
              <div>
                <Text size="sm" fw={600}>
                  {t('count', { count })} {why}
                </Text>
                <Text size="sm" c="dimmed">
                  {remedy}{' '}
                  <Text component="span" size="xs" ff="monospace">
                    {code}
                  </Text>
                </Text>
              </div>
              <Button
                size="compact-sm"
                variant={isChosen ? 'light' : 'default'}
                aria-pressed={isChosen}
                onClick={() => onChoose(isChosen ? null : code)}
              >
                {t('show')}
              </Button>
            </li>
          );
        })}
      </ul>
    </Paper>
  );
}
