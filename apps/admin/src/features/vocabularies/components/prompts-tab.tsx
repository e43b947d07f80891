'use client';

import { Checkbox, Stack, Text, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { checksAt } from '../model/checks.ts';
import type { TabProps } from './concept-panel.tsx';
import { useCheckText } from './check-badge.tsx';

/** The concept's own prompts, one per line, and whether a person has reviewed them. */
export function PromptsTab(props: TabProps) {
  const t = useTranslations('vocabularies');
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('hint.prompts')}
      </Text>
      {props.languages.map((language) => (
        <LanguagePrompts key={language} language={language} {...props} />
      ))}
    </Stack>
  );
}

function LanguagePrompts({
  language,
  one,
  isReadOnly,
  checks,
  onChange,
  onSet,
}: TabProps & { readonly language: string }) {
  const t = useTranslations('vocabularies');
  const textOf = useCheckText();
  const { prompts, reviewedPrompts } = one.concept;
  const lines = prompts[language] ?? [];
  const [wrong] = checksAt(checks, 'prompts', language);
  // What is said anew has to be looked at anew.
  const others = reviewedPrompts.filter((tag) => tag !== language);
  return (
    <Stack gap={4}>
      <Textarea
        label={t.has(`language.${language}`) ? t(`language.${language}`) : language}
        lang={language}
        autosize
        minRows={3}
        maxRows={12}
        value={lines.join('\n')}
        readOnly={isReadOnly}
        error={wrong && textOf(wrong)}
        onChange={(event) =>
          onChange({
            prompts: { ...prompts, [language]: event.currentTarget.value.split('\n') },
            reviewedPrompts: others,
          })
        }
      />
      <Checkbox
        size="xs"
        label={t('field.reviewedPrompts')}
        checked={reviewedPrompts.includes(language)}
        disabled={isReadOnly || lines.every((line) => line.trim() === '')}
        onChange={(event) =>
          onSet({ reviewedPrompts: event.currentTarget.checked ? [...others, language].toSorted() : others })
        }
      />
    </Stack>
  );
}
