'use client';

import { Button, Fieldset, Group, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ownName } from '../../../lib/language-name.ts';
import type { TextLists } from '../model/concept.ts';
import { labelOf } from '../model/concept.ts';
import { checksAt } from '../model/checks.ts';
import { idsBelow, siblingsAt } from '../model/tree-moves.ts';
import { AddLanguage } from './add-language.tsx';
import { useCheckText } from './check-badge.tsx';
import type { TabProps } from './concept-panel.tsx';
import { ConceptSelect } from './concept-select.tsx';

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
          value={concept.notation ?? ''}
          readOnly={isReadOnly}
          onChange={(event) => onChange({ notation: event.currentTarget.value })}
        />
        <TextInput
          label={t('field.externalId')}
          description={one.isNew ? t('hint.externalIdNew') : t('hint.externalId')}
          value={concept.id}
          variant={one.isNew ? 'default' : 'unstyled'}
          readOnly={isReadOnly || !one.isNew}
          error={problems.id}
          onChange={(event) => onChange({ id: event.currentTarget.value })}
        />
      </Group>
      <Broader {...props} />
      <Status {...props} />
    </Stack>
  );
}

function Broader({ one, contents, languages, isReadOnly, commands, onSet }: TabProps) {
  const t = useTranslations('vocabularies');
  const { id, broaderId } = one.concept;
  const without = useMemo(() => new Set([id, ...idsBelow(contents, id)]), [contents, id]);
  const move = (broader: string | null) => {
    if (one.isNew) onSet({ broaderId: broader });
    else commands.act([{ kind: 'move', id, broaderId: broader, position: siblingsAt(contents, broader).length }]);
  };
  return (
    <ConceptSelect
      label={t('field.broaderId')}
      placeholder={t('hint.noBroader')}
      contents={contents}
      languages={languages}
      without={without}
      value={broaderId}
      readOnly={isReadOnly}
      onChange={move}
    />
  );
}

function Status({ one, contents, languages, isReadOnly, commands }: TabProps) {
  const t = useTranslations('vocabularies');
  const format = useFormatter();
  const { status, replacedByIds } = one.concept;
  const name = status === 'active' ? 'deprecate' : 'restore';
  const replacements = replacedByIds.flatMap((id) => contents.get(id) ?? []).map((each) => labelOf(each, languages));
  const command = commands.find(name);
  return (
    <div>
      <Text size="sm" fw={500}>
        {t('field.status')}
      </Text>
      <Group gap="sm">
        <Text size="sm">
          {t(`status.${status}`)}
          {replacements.length > 0 ? ` → ${format.list(replacements)}` : null}
        </Text>
        {isReadOnly || one.isNew ? null : (
          <Button size="compact-sm" variant="default" onClick={command.run}>
            {command.label}
          </Button>
        )}
      </Group>
    </div>
  );
}

function LanguageLabels(props: TabProps & { readonly language: string }) {
  const { language, one, isReadOnly, problems, checks, onChange } = props;
  const t = useTranslations('vocabularies');
  const textOf = useCheckText();
  const { prefLabels } = one.concept;
  const [wrong] = checksAt(checks, 'prefLabels', language).filter(({ severity }) => severity === 'error');
  return (
    <Fieldset legend={ownName(language)} variant="default" px="sm" pb="sm" pt={4}>
      <Stack gap={6}>
        <TextInput
          label={t('field.prefLabels')}
          lang={language}
          value={prefLabels[language] ?? ''}
          readOnly={isReadOnly}
          error={problems.prefLabels ?? (wrong && textOf(wrong))}
          onChange={(event) => onChange({ prefLabels: { ...prefLabels, [language]: event.currentTarget.value } })}
        />
        <LabelList field="altLabels" placeholder={t('hint.enter')} {...props} />
        <LabelList field="hiddenLabels" placeholder={t('hint.hiddenLabels')} {...props} />
      </Stack>
    </Fieldset>
  );
}

interface ListProps extends TabProps {
  readonly field: 'altLabels' | 'hiddenLabels';
  readonly language: string;
  readonly placeholder: string;
}

function LabelList({ field, language, placeholder, one, isReadOnly, checks, onSet }: ListProps) {
  const t = useTranslations('vocabularies');
  const textOf = useCheckText();
  const lists: TextLists = one.concept[field];
  const [wrong] = checksAt(checks, field, language).filter(({ severity }) => severity === 'error');
  return (
    <TagsInput
      label={t(`field.${field}`)}
      lang={language}
      value={[...(lists[language] ?? [])]}
      readOnly={isReadOnly}
      splitChars={NO_SPLIT}
      acceptValueOnBlur
      placeholder={isReadOnly ? undefined : placeholder}
      error={wrong && textOf(wrong)}
      onChange={(texts) => onSet({ [field]: { ...lists, [language]: texts } })}
    />
  );
}
