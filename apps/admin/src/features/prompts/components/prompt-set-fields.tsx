'use client';

import { SimpleGrid, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useProblemText } from '../../../lib/problem-text.ts';

interface Fields {
  readonly name: string;
  readonly source: string;
  readonly licence: string;
}

interface Props {
  readonly value: Fields;
  readonly error: Error | null;
  readonly onChange: (value: Fields) => void;
}

export function PromptSetFields({ value, error, onChange }: Props) {
  const t = useTranslations('prompts.field');
  const problems = useProblemText();
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
      <TextInput
        label={t('name')}
        required
        value={value.name}
        error={problems.at(error, 'name')}
        onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
      />
      <TextInput
        label={t('source')}
        value={value.source}
        onChange={(event) => onChange({ ...value, source: event.currentTarget.value })}
      />
      <TextInput
        label={t('licence')}
        value={value.licence}
        onChange={(event) => onChange({ ...value, licence: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}
