'use client';

import { Alert, Button, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Permitted } from '../../../components/permitted.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { UserErrors } from '../../../lib/user-errors.ts';
import type { Draft } from '../api/use-publish.ts';
import { usePublish } from '../api/use-publish.ts';

interface Props {
  readonly draft: Draft;
  /** That the impact on show was computed for. */
  readonly revision: number;
  readonly errorCount: number;
  readonly onStale: () => void;
  readonly onPublished: (published: { readonly id: string; readonly number: number }) => void;
}

export function PublishForm({ draft, revision, errorCount, onStale, onPublished }: Props) {
  const t = useTranslations('vocabularyPublish');
  const errorText = useErrorText();
  const [notes, setNotes] = useState('');
  const publish = usePublish();
  const isStale = publish.error instanceof UserErrors && publish.error.errors.some(({ code }) => code === 'STALE');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    publish.mutate(
      { versionId: draft.id, expectedRevision: revision, notes },
      { onSuccess: (version) => version && onPublished(version), onError: onStale },
    );
  };
  return (
    <Paper withBorder p="md" component="form" onSubmit={submit} aria-label={t('form.title')}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('form.title')}
        </Title>
        {publish.error ? (
          <Alert color={isStale ? 'yellow' : 'red'} variant="light" role="alert">
            {isStale ? t('form.stale') : errorText(publish.error)}
          </Alert>
        ) : null}
        {errorCount > 0 ? (
          <Alert color="red" variant="light">
            {t('checks.blocked', { count: errorCount })}
          </Alert>
        ) : null}
        <Textarea
          label={t('form.notes')}
          description={t('form.notesHint')}
          autosize
          minRows={3}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        <Text size="xs" c="dimmed">
          {t('form.hint')}
        </Text>
        <Permitted permission="curate">
          <Button type="submit" loading={publish.isPending} disabled={errorCount > 0}>
            {t('form.action', { number: draft.number })}
          </Button>
        </Permitted>
      </Stack>
    </Paper>
  );
}
