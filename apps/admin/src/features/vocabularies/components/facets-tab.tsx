'use client';

import { ActionIcon, Button, Group, MultiSelect, Radio, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Term } from '../../../components/term.tsx';
import type { TextLists } from '../model/concept.ts';
import { KNOWN_FACETS, THERBLIGS, VALUE_CLASSES } from '../model/facets.ts';
import type { TabProps } from './concept-panel.tsx';
import { ValueClassMark } from './value-class-mark.tsx';

const NO_SPLIT: string[] = [];

export function FacetsTab({ one, isReadOnly, onSet }: TabProps) {
  const t = useTranslations('vocabularies');
  const { facets } = one.concept;
  const set = (facet: string, values: readonly string[]) => onSet({ facets: { ...facets, [facet]: values } });
  const therbligs = facets.therbligs ?? [];
  const others = therbligs.filter((value) => !THERBLIGS.some((known) => known === value));
  return (
    <Stack gap="md">
      <Radio.Group
        label={<Term name="valueClass">{t('facet.valueClass')}</Term>}
        description={t('hint.valueClass')}
        readOnly={isReadOnly}
        value={facets.valueClass?.[0] ?? ''}
        onChange={(value) => set('valueClass', value === '' ? [] : [value])}
      >
        <Stack gap={6} mt={6}>
          {VALUE_CLASSES.map((value) => (
            <Radio key={value} value={value} label={<ValueClassMark values={[value]} />} />
          ))}
          <Radio value="" label={t('facet.none')} />
        </Stack>
      </Radio.Group>
      <MultiSelect
        label={<Term name="therblig">{t('facet.therbligs')}</Term>}
        description={t('hint.therbligs')}
        readOnly={isReadOnly}
        searchable
        clearable={!isReadOnly}
        value={[...therbligs]}
        data={[
          ...THERBLIGS.map((value) => ({ value, label: `${value} ${t(`therblig.${value}`)}` })),
          ...others.map((value) => ({ value, label: value })),
        ]}
        onChange={(values) => set('therbligs', values)}
      />
      <FreeFacets facets={facets} isReadOnly={isReadOnly} onChange={(changed) => onSet({ facets: changed })} />
    </Stack>
  );
}

interface FreeProps {
  readonly facets: TextLists;
  readonly isReadOnly: boolean;
  readonly onChange: (facets: TextLists) => void;
}

function FreeFacets({ facets, isReadOnly, onChange }: FreeProps) {
  const t = useTranslations('vocabularies.facet');
  const [name, setName] = useState('');
  /** Named, and without values so far. */
  const [opened, setOpened] = useState<readonly string[]>([]);
  const free = [...new Set([...Object.keys(facets), ...opened])].filter(
    (facet) => !KNOWN_FACETS.some((known) => known === facet),
  );
  const remove = (facet: string) => {
    setOpened(opened.filter((other) => other !== facet));
    onChange(Object.fromEntries(Object.entries(facets).filter(([key]) => key !== facet)));
  };
  const add = () => {
    const facet = name.trim();
    if (facet === '') return;
    setOpened([...opened, facet]);
    setName('');
  };
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t('free')}
      </Text>
      {free.map((facet) => (
        <Group key={facet} gap="xs" wrap="nowrap" align="flex-end">
          <TagsInput
            flex={1}
            label={facet}
            value={[...(facets[facet] ?? [])]}
            readOnly={isReadOnly}
            splitChars={NO_SPLIT}
            onChange={(changed) => onChange({ ...facets, [facet]: changed })}
          />
          {isReadOnly ? null : (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('removeFree', { facet })}
              onClick={() => remove(facet)}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      {isReadOnly ? null : (
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            flex={1}
            label={t('newFree')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && add()}
          />
          <Button
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={name.trim() === ''}
            onClick={add}
          >
            {t('addFree')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
