'use client';

import { Alert, Anchor, Select } from '@mantine/core';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { RecognitionChoicesQuery } from '../../../../generated/graphql.ts';
import { languageName } from '../../../lib/language-name.ts';
import { useProblemText } from '../../../lib/problem-text.ts';
import { publishedOf } from '../api/draft.ts';
import type { RecipeDraft } from '../api/draft.ts';

interface Props {
  readonly choices: Pick<RecognitionChoicesQuery, 'vocabularies' | 'promptSets'>;
  readonly draft: RecipeDraft;
  readonly onChange: (change: Partial<RecipeDraft>) => void;
  readonly error: Error | null;
  /** What is said at a field that has no value. */
  readonly missing: (value: string | null) => string | undefined;
}

/** The concepts that are looked for, and the sentences that they are put into. */
export function WordsFields({ choices, draft, onChange, error, missing }: Props) {
  const t = useTranslations('recognitions');
  const locale = useLocale();
  const problems = useProblemText();
  const { vocabularies, promptSets } = choices;
  const published = vocabularies.nodes.flatMap(({ name, versions }) =>
    publishedOf(versions.nodes).map(({ id, number, conceptCount }) => ({
      value: id,
      label: `${t('version', { name, number })} · ${t('form.concepts', { count: conceptCount })}`,
    })),
  );
  const promptVersions = promptSets.nodes.flatMap(({ name, versions }) =>
    versions.nodes.map(({ id, number, language, templates }) => ({
      value: id,
      label: `${t('version', { name, number })} · ${languageName(language, locale)} · ${t('form.templates', { count: templates.length })}`,
    })),
  );
  return (
    <>
      {published.length === 0 ? (
        <NothingPublished vocabularies={vocabularies} />
      ) : (
        <Select
          label={t('form.vocabulary')}
          description={t('form.vocabularyHint')}
          data={published}
          value={draft.vocabularyVersionId}
          onChange={(vocabularyVersionId) => onChange({ vocabularyVersionId, succeedsId: null })}
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
        onChange={(promptSetVersionId) => onChange({ promptSetVersionId })}
        searchable
        allowDeselect={false}
        error={problems.at(error, 'promptSetVersionId') ?? missing(draft.promptSetVersionId)}
      />
    </>
  );
}

/** Leads to a draft, if there is one. */
function NothingPublished({ vocabularies }: Pick<RecognitionChoicesQuery, 'vocabularies'>) {
  const t = useTranslations('recognitions.form');
  const begun = vocabularies.nodes.find(({ draft }) => draft !== null);
  return (
    <Alert color="yellow" variant="light" title={t('noPublished')}>
      {t('noPublishedHint')}{' '}
      <Anchor component={Link} href={begun ? `/vocabularies/${begun.id}` : '/vocabularies'} size="sm">
        {t('toVocabularies')}
      </Anchor>
    </Alert>
  );
}
