'use client';

import { NumberInput, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { RecognitionChoicesQuery } from '../../../../generated/graphql.ts';
import { useProblemText } from '../../../lib/problem-text.ts';
import type { RecipeDraft } from '../api/draft.ts';
import { EncoderField } from './encoder-field.tsx';
import { NamingFields } from './naming-fields.tsx';
import { RecipeParameters } from './recipe-parameters.tsx';
import { WordsFields } from './words-fields.tsx';

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
  const t = useTranslations('recognitions.form');
  const problems = useProblemText();
  const set = (change: Partial<RecipeDraft>) => onChange({ ...draft, ...change });
  const missing = (value: string | null) => (isMissing && value === null ? t('needed') : undefined);
  return (
    <Stack gap="md">
      <WordsFields choices={choices} draft={draft} onChange={set} error={error} missing={missing} />
      <EncoderField
        encoders={choices.encoders}
        value={draft.encoderId}
        onChange={(encoderId) => set({ encoderId })}
        error={problems.at(error, 'encoderId') ?? missing(draft.encoderId)}
      />
      <NumberInput
        label={t('fps')}
        description={t('fpsHint')}
        value={draft.fps}
        onChange={(fps) => typeof fps === 'number' && set({ fps })}
        min={0.1}
        max={60}
        step={0.5}
        maw={220}
        error={problems.at(error, 'fps')}
      />
      <NamingFields choices={choices} draft={draft} onChange={set} error={error} />
      <RecipeParameters draft={draft} onChange={set} error={error} />
    </Stack>
  );
}
