'use client';

import { Fieldset, Group, SegmentedControl, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { AddLanguage } from './add-language.tsx';
import { BroaderSelect } from './broader-select.tsx';
import type { TabProps } from './concept-panel.tsx';

const NO_SPLIT: string[] = [];

export function LabelsTab(props: TabProps) {
  const { one, languages, isReadOnly, problems, onChange, onAddLanguage } = props;
  const t = useTranslations('vocabularies');
  const { concept } = one;
  return (
    <Stack gap="sm">
      {languages.map((language) => (
        <LanguageLabels key={language} language={language} {...props} />
      ))}
      {isReadOnly ? null : <AddLanguage known={languages} onAdd={onAddLanguage} />}
      <Group grow align="flex-start" gap="sm">
        <TextInput
          label={t('field.notation')}
          description={t('hint.notation')}
          value={concept.notation}
          readOnly={isReadOnly}
          error={problems.notation}
          onChange={(event) => onChange({ notation: event.currentTarget.value })}
        />
        <TextInput
          label={t('field.externalId')}
          description={one.state === 'new' ? t('hint.externalIdNew') : t('hint.externalId')}
          value={concept.externalId}
          readOnly={isReadOnly || one.state !== 'new'}
          error={problems.externalId}
          onChange={(event) => onChange({ externalId: event.currentTarget.value })}
        />
      </Group>
      <BroaderSelect {...props} />
      <div>
        <Text size="sm" fw={500} id="concept-status">
          {t('field.status')}
        </Text>
        <SegmentedControl
          aria-labelledby="concept-status"
          size="xs"
          readOnly={isReadOnly}
          value={concept.status}
          data={[
            { value: 'active', label: t('status.active') },
            { value: 'deprecated', label: t('status.deprecated') },
          ]}
          onChange={(status) => onChange({ status: status === 'deprecated' ? 'deprecated' : 'active' })}
        />
      </div>
    </Stack>
  );
}

function LanguageLabels({ language, one, isReadOnly, problems, onChange }: TabProps & { readonly language: string }) {
  const t = useTranslations('vocabularies');
  const { prefLabels, altLabels, hiddenLabels } = one.concept;
  const legend = t.has(`language.${language}`) ? t(`language.${language}`) : language;
  return (
    <Fieldset legend={legend} variant="default" px="sm" pb="sm" pt={4}>
      <Stack gap={6}>
        <TextInput
          label={t('field.prefLabels')}
          lang={language}
          data-first-field
          value={prefLabels[language] ?? ''}
          readOnly={isReadOnly}
          error={problems[`prefLabels.${language}`] ?? problems.prefLabels}
          onChange={(event) => onChange({ prefLabels: { ...prefLabels, [language]: event.currentTarget.value } })}
        />
        <TagsInput
          label={t('field.altLabels')}
          lang={language}
          value={[...(altLabels[language] ?? [])]}
          readOnly={isReadOnly}
          splitChars={NO_SPLIT}
          placeholder={isReadOnly ? undefined : t('hint.enter')}
          error={problems.altLabels}
          onChange={(texts) => onChange({ altLabels: { ...altLabels, [language]: texts } })}
        />
        <TagsInput
          label={t('field.hiddenLabels')}
          lang={language}
          value={[...(hiddenLabels[language] ?? [])]}
          readOnly={isReadOnly}
          splitChars={NO_SPLIT}
          placeholder={isReadOnly ? undefined : t('hint.hiddenLabels')}
          error={problems.hiddenLabels}
          onChange={(texts) => onChange({ hiddenLabels: { ...hiddenLabels, [language]: texts } })}
        />
      </Stack>
    </Fieldset>
  );
}
