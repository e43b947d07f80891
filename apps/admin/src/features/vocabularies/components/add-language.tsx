'use client';

import { Button, Group, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';

const TAG = /^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

interface Props {
  readonly known: readonly string[];
  readonly onAdd: (language: string) => void;
}

/** Fields for one more language, by its tag: `vi`, `zh-Hans`, `ja-Hira`. */
export function AddLanguage({ known, onAdd }: Props) {
  const t = useTranslations('vocabularies.addLanguage');
  const [tag, setTag] = useState<string | null>(null);
  if (tag === null) {
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => setTag('')}
        leftSection={<IconPlus size={14} aria-hidden />}
        mr="auto"
      >
        {t('open')}
      </Button>
    );
  }
  const isUsable = TAG.test(tag) && !known.includes(tag);
  const add = () => {
    if (!isUsable) return;
    onAdd(tag);
    setTag(null);
  };
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        label={t('tag')}
        description={t('hint')}
        value={tag}
        autoFocus
        error={tag !== '' && known.includes(tag) ? t('known') : undefined}
        onChange={(event) => setTag(event.currentTarget.value.trim())}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) add();
          if (event.key === 'Escape') setTag(null);
        }}
      />
      <Button variant="default" disabled={!isUsable} onClick={add}>
        {t('add')}
      </Button>
    </Group>
  );
}
