'use client';

import { Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useCharacterKeys } from '../lib/page-keys.tsx';

/** Lets people switch keys of one character off. */
export function CharacterKeysSwitch() {
  const t = useTranslations('common.characterKeys');
  const { areOn, setOn } = useCharacterKeys();
  return (
    <Switch
      size="sm"
      label={t('label')}
      description={t('hint')}
      styles={{ description: { fontSize: 'var(--mantine-font-size-xs)', lineHeight: 1.4 } }}
      checked={areOn}
      onChange={({ currentTarget }) => setOn(currentTarget.checked)}
    />
  );
}
