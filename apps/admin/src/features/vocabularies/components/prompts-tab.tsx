'use client';

import { Stack, Text, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { TabProps } from './concept-panel.tsx';

/** The concept's own prompts, one per line. */
export function PromptsTab({ one, languages, isReadOnly, problems, onChange }: TabProps) {
  const t = useTranslations('vocabularies');
  const { prompts } = one.concept;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('hint.prompts')}
      </Text>
      {languages.map((language) => (
        <Textarea
          key={language}
          label={t.has(`language.${language}`) ? t(`language.${language}`) : language}
          lang={language}
          autosize
          minRows={3}
          maxRows={12}
          value={(prompts[language] ?? []).join('\n')}
          readOnly={isReadOnly}
          error={problems.prompts}
          onChange={(event) => onChange({ prompts: { ...prompts, [language]: event.currentTarget.value.split('\n') } })}
        />
      ))}
    </Stack>
  );
}
