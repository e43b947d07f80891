'use client';

import { Fieldset, Stack, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ownName } from '../../../lib/language-name.ts';
import type { TabProps } from './concept-panel.tsx';
import { ConceptMultiSelect } from './concept-select.tsx';
import { Examples } from './examples.tsx';
import { Mappings } from './mappings.tsx';

const FIELDS = ['definitions', 'scopeNotes'] as const;

/** What is meant: definition, use, examples, and how it relates to other concepts. */
export function NotesTab(props: TabProps) {
  const { one, languages, isReadOnly, onChange } = props;
  const t = useTranslations('vocabularies');
  return (
    <Stack gap="sm">
      {languages.map((language) => (
        <Fieldset key={language} legend={ownName(language)} px="sm" pb="sm" pt={4}>
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
                onChange={(event) =>
                  onChange({ [field]: { ...one.concept[field], [language]: event.currentTarget.value } })
                }
              />
            ))}
          </Stack>
        </Fieldset>
      ))}
      <Examples {...props} />
      <Related {...props} />
      <Mappings {...props} />
    </Stack>
  );
}

function Related({ one, contents, languages, isReadOnly, onSet }: TabProps) {
  const t = useTranslations('vocabularies');
  const { id, relatedIds } = one.concept;
  const without = useMemo(() => new Set([id]), [id]);
  return (
    <ConceptMultiSelect
      label={t('field.relatedIds')}
      description={t('hint.relatedIds')}
      contents={contents}
      languages={languages}
      without={without}
      value={relatedIds}
      readOnly={isReadOnly}
      onChange={(ids) => onSet({ relatedIds: ids })}
    />
  );
}
