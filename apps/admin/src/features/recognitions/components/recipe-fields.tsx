'use client';

import { Alert, Anchor, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { RecognitionChoicesQuery } from '../../../../generated/graphql.ts';
import { languageName } from '../../../lib/language-name.ts';
import { useProblemText } from '../../../lib/problem-text.ts';
import { predecessorsOf, publishedOf } from '../api/draft.ts';
import type { RecipeDraft } from '../api/draft.ts';
import { EncoderField } from './encoder-field.tsx';
import { RecipeParameters } from './recipe-parameters.tsx';

interface Props {
  readonly choices: RecognitionChoicesQuery;
  readonly draft: RecipeDraft;
  readonly onChange: (draft: RecipeDraft) => void;
  readonly error: Error | null;
  /** Says at the fields what is missing. */
  readonly isMissing: boolean;
}

/** What to look for, in which words, with which eyes. */
export function RecipeFields({ choices, draft, onChange, error, isMissing }: Props) {
  const t = useTranslations('recognitions');
  const locale = useLocale();
  const problems = useProblemText();
  const { vocabularies, promptSets, encoders } = choices;
  const set = (change: Partial<RecipeDraft>) => onChange({ ...draft, ...change });
  const published = vocabularies.nodes.flatMap(({ name, versions }) =>
    publishedOf(versions.nodes).map(({ id, number, conceptCount }) => ({
      value: id,
      label: `${t('version', { name, number })} · ${t('form.concepts', { count: conceptCount })}`,
    })),
  );
  const drafts = vocabularies.nodes.filter(({ draft: open }) => open !== null);
  const promptVersions = promptSets.nodes.flatMap(({ name, versions }) =>
    versions.nodes.map(({ id, number, language, templates }) => ({
      value: id,
      label: `${t('version', { name, number })} · ${languageName(language, locale)} · ${t('form.templates', { count: templates.length })}`,
    })),
  );
  const predecessors = predecessorsOf(choices, draft);
  const missing = (value: string | null) => (isMissing && value === null ? t('form.needed') : undefined);
  return (
    <Stack gap="md">
      {published.length === 0 ? (
        <Alert color="yellow" variant="light" title={t('form.noPublished')}>
          {t('form.noPublishedHint')}{' '}
          <Anchor component={Link} href={drafts[0] ? `/vocabularies/${drafts[0].id}` : '/vocabularies'} size="sm">
            {t('form.toVocabularies')}
          </Anchor>
        </Alert>
      ) : (
        <Select
          label={t('form.vocabulary')}
          description={t('form.vocabularyHint')}
          data={published}
          value={draft.vocabularyVersionId}
          onChange={(vocabularyVersionId) => set({ vocabularyVersionId, succeedsId: null })}
          searchable
          allowDeselect={false}
          error={problems.at(error, 'vocabularyVersionId') ?? missing(draft.vocabularyVersionId)}
        />
      )}
      <Select
        label={t('form.promptSet')}
        description={t('form.promptSetHint')}
        data={promptVersions}
        value={draft.promptSetVersionId}
        onChange={(promptSetVersionId) => set({ promptSetVersionId })}
        searchable
        allowDeselect={false}
        error={problems.at(error, 'promptSetVersionId') ?? missing(draft.promptSetVersionId)}
      />
      <EncoderField
        encoders={encoders}
        value={draft.encoderId}
        onChange={(encoderId) => set({ encoderId })}
        error={problems.at(error, 'encoderId') ?? missing(draft.encoderId)}
      />
      <NumberInput
        label={t('form.fps')}
        description={t('form.fpsHint')}
        value={draft.fps}
        onChange={(fps) => typeof fps === 'number' && set({ fps })}
        min={0.1}
        max={60}
        step={0.5}
        maw={220}
        error={problems.at(error, 'fps')}
      />
      <TextInput
        label={t('form.name')}
        description={t('form.nameHint')}
        value={draft.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        error={problems.at(error, 'name')}
      />
      <TextInput
        label={t('form.ownExternalId')}
        description={t('form.ownExternalIdHint')}
        value={draft.externalId}
        onChange={({ currentTarget }) => set({ externalId: currentTarget.value })}
        error={problems.at(error, 'externalId')}
      />
      {predecessors.length > 0 ? (
        <Select
          label={t('form.succeeds')}
          description={t('form.succeedsHint')}
          placeholder={t('form.succeedsNone')}
          data={predecessors.map(({ id, name, externalId }) => ({ value: id, label: `${name} (${externalId})` }))}
          value={draft.succeedsId}
          onChange={(succeedsId) => set({ succeedsId })}
          searchable
          clearable
          error={problems.at(error, 'succeedsId')}
        />
      ) : null}
      <RecipeParameters draft={draft} onChange={set} error={error} />
    </Stack>
  );
}
