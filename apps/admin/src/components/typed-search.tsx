'use client';

import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';

const TYPING_MS = 250;

interface Props {
  readonly text: string;
  readonly onText: (text: string | null) => void;
  /** Else it is said within the field only. */
  readonly label?: string;
  readonly className?: string | undefined;
}

/** Looks for videos by name: what is typed is told a moment later. */
export function TypedSearch({ text, onText, label, className }: Props) {
  const t = useTranslations('videoFilter');
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  // Changed from elsewhere, by the button that clears the filters for instance.
  if (known !== text) {
    setKnown(text);
    setTyped(text);
  }
  const tell = useDebouncedCallback(onText, TYPING_MS);
  const change = (value: string) => {
    setTyped(value);
    tell(value);
  };
  return (
    <TextInput
      className={className}
      type="search"
      label={label}
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed ? <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => change('')} /> : null}
      value={typed}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}
