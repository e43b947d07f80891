'use client';

import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { Concept } from '../model/concept.ts';
import type { TabProps } from './concept-panel.tsx';

type Mapping = Concept['mappings'][number];

const RELATIONS = ['exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch', 'relatedMatch'] as const;

/** How the concept relates to those of other vocabularies. */
export function Mappings({ one, isReadOnly, onChange, onSet }: TabProps) {
  const t = useTranslations('vocabularies');
  const { mappings } = one.concept;
  const replaced = (index: number, ...by: readonly Mapping[]) => mappings.toSpliced(index, 1, ...by);
  const relations = RELATIONS.map((value) => ({ value, label: t(`mapping.${value}`) }));
  return (
    <Stack gap={6} role="group" aria-labelledby="mappings-title">
      <Text size="sm" fw={500} id="mappings-title">
        {t('field.mappings')}
      </Text>
      {mappings.map((mapping, index) => (
        <Group key={index} gap={6} wrap="nowrap">
          <NativeSelect
            w={116}
            aria-label={t('mapping.relation', { number: index + 1 })}
            data={relations}
            value={mapping.relation}
            disabled={isReadOnly}
            onChange={(event) => {
              const relation = RELATIONS.find((each) => each === event.currentTarget.value) ?? mapping.relation;
              onSet({ mappings: replaced(index, { ...mapping, relation }) });
            }}
          />
          <TextInput
            flex={1}
            type="url"
            aria-label={t('mapping.target', { number: index + 1 })}
            placeholder="https://example.org/words#tighten"
            value={mapping.target}
            readOnly={isReadOnly}
            onChange={(event) =>
              onChange({ mappings: replaced(index, { ...mapping, target: event.currentTarget.value }) })
            }
          />
          {isReadOnly ? null : (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('mapping.remove', { number: index + 1 })}
              onClick={() => onSet({ mappings: replaced(index) })}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      {isReadOnly ? null : (
        <Button
          variant="subtle"
          size="compact-sm"
          mr="auto"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange({ mappings: [...mappings, { relation: 'exactMatch', target: '' }] })}
        >
          {t('mapping.add')}
        </Button>
      )}
    </Stack>
  );
}
