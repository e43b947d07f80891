'use client';

import { Alert, Badge, Group, Paper, Select, Stack, Switch, Text, Title } from '@mantine/core';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { memo } from 'react';
import { LoadError } from '../../../components/query-view.tsx';
import { languageName } from '../../../lib/language-name.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useRefusalText } from '../../../lib/use-refusal-text.ts';
import { UserErrors } from '../../../lib/user-errors.ts';
import { CONCEPT_COUNTS } from '../api/use-preview.ts';
import type { PreviewChoices, usePreview } from '../api/use-preview.ts';
import { hasOwnPrompts } from '../model/long-prompts.ts';
import type { Preview } from '../model/long-prompts.ts';
import classes from './preview-panel.module.css';

interface Props {
  readonly preview: ReturnType<typeof usePreview>;
  readonly choices: PreviewChoices;
  readonly language: string;
}

/** The texts that the encoder would be given, and how many tokens they have. */
export function PreviewPanel({ preview, choices, language }: Props) {
  const t = useTranslations('prompts.preview');
  const { encoder } = choices;
  const locale = useLocale();
  const format = useFormatter();
  const isForeign =
    encoder !== undefined && !encoder.languages.some((known) => known.split('-')[0] === language.split('-')[0]);
  return (
    <section className={classes.panel} aria-labelledby="preview-title" aria-busy={preview.isBehind}>
      <Group justify="space-between" mb={6} mih={30}>
        <Title order={2} size="h4" id="preview-title">
          {t('title')}
        </Title>
        <Text size="xs" c="dimmed" role="status">
          {preview.isBehind ? t('updating') : ''}
        </Text>
      </Group>
      <Stack gap="sm">
        <Choices choices={choices} />
        <Switch
          label={t('useOwn')}
          checked={choices.useOwnPrompts}
          onChange={(event) => choices.setOwn(event.currentTarget.checked ? '1' : null)}
        />
        {isForeign ? (
          <Alert color="yellow" variant="light" p="xs">
            {t('language', { languages: format.list(encoder.languages.map((tag) => languageName(tag, locale))) })}
          </Alert>
        ) : null}
        <Previews preview={preview} choices={choices} />
      </Stack>
    </section>
  );
}

function Choices({ choices }: { readonly choices: PreviewChoices }) {
  const t = useTranslations('prompts.preview');
  const { encoders, versions, encoder, version, count } = choices;
  return (
    <div className={classes.choices}>
      <Select
        label={t('vocabulary')}
        searchable
        allowDeselect={false}
        value={version?.id ?? null}
        data={versions.map(({ id, name, number, status }) => ({ value: id, label: t(status, { name, number }) }))}
        onChange={(value) => choices.setVersion(value)}
      />
      <Select
        label={t('encoder')}
        allowDeselect={false}
        value={encoder?.id ?? null}
        data={encoders.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(value) => choices.setEncoder(value)}
      />
      <Select
        label={t('count')}
        allowDeselect={false}
        value={String(count)}
        data={CONCEPT_COUNTS.map((value) => ({ value: String(value), label: t('countOption', { count: value }) }))}
        onChange={(value) => choices.setCount(value)}
      />
    </div>
  );
}

function Previews({ preview: { query, isPossible }, choices }: Omit<Props, 'language'>) {
  const t = useTranslations('prompts.preview');
  const errorText = useErrorText();
  const { isLoaded, versions, encoders } = choices;
  const quiet = (text: string) => (
    <Text size="sm" c="dimmed">
      {text}
    </Text>
  );
  if (isLoaded && versions.length === 0) return quiet(t('noVocabulary'));
  if (isLoaded && encoders.length === 0) return quiet(t('noEncoder'));
  if (isLoaded && !isPossible) return quiet(t('none'));
  if (query.error instanceof UserErrors) {
    return (
      <Alert color="red" variant="light" role="alert">
        {errorText(query.error)}
      </Alert>
    );
  }
  if (query.isError) return <LoadError error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data?.length === 0) return quiet(t('empty'));
  return query.data?.map((one) => <ConceptPreview key={one.concept.id} preview={one} />);
}

const ConceptPreview = memo(function ConceptPreview({ preview }: { readonly preview: Preview }) {
  const t = useTranslations('prompts.preview');
  const refusalText = useRefusalText();
  const { concept, prompts, problem } = preview;
  return (
    <Paper withBorder className={classes.concept}>
      <Group gap="xs" mb={4}>
        <Text component="h3" size="sm" fw={600} m={0}>
          {concept.label}
        </Text>
        {hasOwnPrompts(preview) ? (
          <Badge size="sm" variant="light" tt="none">
            {t('own')}
          </Badge>
        ) : null}
        <Text size="xs" c="dimmed" ml="auto">
          {t('prompts', { count: prompts.length })}
        </Text>
      </Group>
      {problem ? (
        <Text size="sm" c="red">
          {refusalText(problem) ?? problem.message}
        </Text>
      ) : null}
      <ul className={classes.prompts}>
        {prompts.map(({ text, tokenCount: count, contextLength: max, isTooLong }) => (
          <li key={text} data-is-too-long={isTooLong || undefined}>
            <span>{text}</span>
            <span className={classes.tokens} aria-label={t('tokensLabel', { count, max })}>
              {t('tokens', { count, max })}
            </span>
          </li>
        ))}
      </ul>
    </Paper>
  );
});
