'use client';

import { ActionIcon, Button, Fieldset, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { ownName } from '../../../lib/language-name.ts';
import { labelOf } from '../model/concept.ts';
import { splitOperation } from '../model/split-parts.ts';
import type { SplitPart } from '../model/split-parts.ts';
import { ConceptSelect } from './concept-select.tsx';
import type { DialogProps } from './editor-dialogs.tsx';

const FIRST: readonly SplitPart[] = [
  { key: 0, existingId: null, labels: {} },
  { key: 1, existingId: null, labels: {} },
];

/** One concept becomes several: new ones, named in both languages, or such as are there. */
export function SplitDialog({ ids, contents, languages, onAct, onClose }: DialogProps) {
  const t = useTranslations('vocabularies.split');
  const tAction = useTranslations('common.action');
  const concept = contents.get(ids[0]!)!;
  const [parts, setParts] = useState(FIRST);
  const without = useMemo(
    () => new Set([concept.id, ...parts.flatMap(({ existingId }) => existingId ?? [])]),
    [concept.id, parts],
  );
  const change = (key: number, changed: Partial<SplitPart>) =>
    setParts(parts.map((part) => (part.key === key ? { ...part, ...changed } : part)));
  const operation = splitOperation(contents, concept, parts);
  return (
    <Modal opened onClose={onClose} title={t('title', { label: labelOf(concept, languages) })} centered size="lg">
      <Stack gap="sm">
        {parts.map((part, index) => (
          <Part
            key={part.key}
            part={part}
            number={index + 1}
            onChange={(changed) => change(part.key, changed)}
            onRemove={parts.length > 2 ? () => setParts(parts.filter(({ key }) => key !== part.key)) : undefined}
            {...{ contents, languages, without }}
          />
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          mr="auto"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() =>
            setParts([...parts, { key: Math.max(...parts.map(({ key }) => key)) + 1, existingId: null, labels: {} }])
          }
        >
          {t('more')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('hint')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {tAction('cancel')}
          </Button>
          <Button disabled={operation === null} onClick={() => operation && onAct([operation], concept.id)}>
            {t('action')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface PartProps extends Pick<DialogProps, 'contents' | 'languages'> {
  readonly part: SplitPart;
  readonly number: number;
  readonly without: ReadonlySet<string>;
  readonly onChange: (changed: Partial<SplitPart>) => void;
  readonly onRemove: (() => void) | undefined;
}

function Part({ part, number, contents, languages, without, onChange, onRemove }: PartProps) {
  const t = useTranslations('vocabularies');
  const legend = (
    <Group gap={4} component="span">
      {t('split.part', { number })}
      {onRemove ? (
        <ActionIcon
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={t('split.removePart', { number })}
          onClick={onRemove}
        >
          <IconX size={12} aria-hidden />
        </ActionIcon>
      ) : null}
    </Group>
  );
  return (
    <Fieldset legend={legend} px="sm" pb="sm" pt={4}>
      <Group grow gap="sm" align="flex-start">
        {languages.slice(0, 2).map((language) => (
          <TextInput
            key={language}
            label={ownName(language)}
            lang={language}
            data-autofocus={number === 1 && language === languages[0] ? true : undefined}
            disabled={part.existingId !== null}
            value={part.labels[language] ?? ''}
            onChange={(event) => onChange({ labels: { ...part.labels, [language]: event.currentTarget.value } })}
          />
        ))}
        <ConceptSelect
          label={t('split.existing')}
          contents={contents}
          languages={languages}
          without={without}
          value={part.existingId}
          onChange={(existingId) => onChange({ existingId })}
        />
      </Group>
    </Fieldset>
  );
}
