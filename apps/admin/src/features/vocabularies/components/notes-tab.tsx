'use client';

import { Fieldset, Stack, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { TabProps } from './concept-panel.tsx';

const FIELDS = ['definitions', 'scopeNotes'] as const;

export function NotesTab({ one, languages, isReadOnly, problems, onChange }: TabProps) {
  const t = useTranslations('vocabularies');
  return (
    <Stack gap="sm">
      {languages.map((language) => (
        <Fieldset
          key={language}
          legend={t.has(`language.${language}`) ? t(`language.${language}`) : language}
          px="sm"
          pb="sm"
          pt={4}
        >
          <Stack gap={6}>
            {FIELDS.map((field) => (
              <Textarea
                key={field}
                label={t(`field.${field}`)}
                description={t(`hint.${field}`)}
                lang={language}
                autosize
                minRows={2}
                maxRows={8}
                value={one.concept[field][language] ?? ''}
                readOnly={isReadOnly}
                error={problems[`${field}.${language}`] ?? problems[field]}
                onChange={(event) =>
                  onChange({ [field]: { ...one.concept[field], [language]: event.currentTarget.value } })
                }
              />
            ))}
          </Stack>
        </Fieldset>
      ))}
    </Stack>
  );
}
