'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { Concept } from '../model/concept.ts';
import type { Conflict } from '../model/concept-edits.ts';

interface Props {
  readonly conflicts: readonly Conflict[];
  readonly onTake: (change: Partial<Concept>) => void;
}

/** Someone else has saved other contents in the same fields: what was typed here stays until theirs are taken. */
export function ConflictNotice({ conflicts, onTake }: Props) {
  const t = useTranslations('vocabularies');
  const theirs = Object.fromEntries(conflicts.map((conflict) => [conflict.field, conflict.theirs]));
  return (
    <Alert color="yellow" variant="light" mx="sm" my="xs" p="xs" flex="none" role="alert">
      <Stack gap={4}>
        <Text size="sm" fw={600}>
          {t('conflict.title')}
        </Text>
        {conflicts.map(({ field, theirs: value }) => (
          <Text key={field} size="sm">
            {t('conflict.field', { field: t(`field.${field}`), value: inWords(value) || '—' })}
          </Text>
        ))}
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => onTake(theirs)}>
            {t('conflict.take')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function inWords(value: Conflict['theirs']): string {
  if (value === null || typeof value !== 'object') return String(value ?? '');
  const entries = Object.entries(value) as [string, string | readonly string[]][];
  return entries.map(([key, texts]) => `${key}: ${typeof texts === 'string' ? texts : texts.join(' / ')}`).join('; ');
}
