'use client';

import { Select, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { RecognitionChoicesQuery } from '../../../../generated/graphql.ts';
import { useProblemText } from '../../../lib/problem-text.ts';
import { predecessorsOf } from '../api/draft.ts';
import type { RecipeDraft } from '../api/draft.ts';

interface Props {
  readonly choices: Pick<RecognitionChoicesQuery, 'vocabularies' | 'recipes'>;
  readonly draft: RecipeDraft;
  readonly onChange: (change: Partial<RecipeDraft>) => void;
  readonly error: Error | null;
}

/** What people and other systems call a recipe, and which one it takes the place of. */
export function NamingFields({ choices, draft, onChange, error }: Props) {
  const t = useTranslations('recognitions.form');
  const problems = useProblemText();
  const predecessors = predecessorsOf(choices, draft);
  return (
    <>
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        value={draft.name}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
        error={problems.at(error, 'name')}
      />
      <TextInput
        label={t('ownExternalId')}
        description={t('ownExternalIdHint')}
        value={draft.externalId}
        onChange={({ currentTarget }) => onChange({ externalId: currentTarget.value })}
        error={problems.at(error, 'externalId')}
      />
      {predecessors.length > 0 ? (
        <Select
          label={t('succeeds')}
          description={t('succeedsHint')}
          placeholder={t('succeedsNone')}
          data={predecessors.map(({ id, name, externalId }) => ({ value: id, label: `${name} (${externalId})` }))}
          value={draft.succeedsId}
          onChange={(succeedsId) => onChange({ succeedsId })}
          searchable
          clearable
          error={problems.at(error, 'succeedsId')}
        />
      ) : null}
    </>
  );
}
