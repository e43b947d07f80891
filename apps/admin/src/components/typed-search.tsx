'use client';

import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useTypedText } from '../lib/use-typed-text.ts';

interface Props {
  readonly text: string;
  readonly onText: (text: string | null) => void;
  /** Else it is said within the field only. */
  readonly label?: string;
  readonly className?: string | undefined;
}

/** Looks for videos by what they are called: what is typed is told a moment later. */
export function TypedSearch({ text, onText, label, className }: Props) {
  const t = useTranslations('videoFilter');
  const [typed, type] = useTypedText(text, onText);
  return (
    <TextInput
      className={className}
      type="search"
      label={label}
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed ? <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => type('')} /> : null}
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}
