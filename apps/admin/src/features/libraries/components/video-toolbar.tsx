'use client';

import { CloseButton, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { VideoStatus } from '../../../../generated/graphql.ts';
import { ORDERS } from '../api/use-videos.ts';
import type { OrderName, VideoScope } from '../api/use-videos.ts';
import classes from './libraries.module.css';

export const STATUSES = ['ready', 'pending', 'failed', 'missing'] as const satisfies readonly VideoStatus[];

const TYPING_MS = 250;

interface Props {
  readonly scope: VideoScope;
  /** Null while it is not known. */
  readonly count: number | null;
  readonly onText: (text: string | null) => void;
  readonly onStatus: (status: VideoStatus | null) => void;
  readonly onOrder: (order: OrderName | null) => void;
}

export function VideoToolbar({ scope, count, onText, onStatus, onOrder }: Props) {
  const t = useTranslations('libraries.videos');
  return (
    <div className={classes.toolbar}>
      <Search text={scope.text} onText={onText} />
      <Select
        aria-label={t('status')}
        placeholder={t('allStatuses')}
        data={STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) }))}
        value={scope.status}
        onChange={onStatus}
        className={classes.choice}
        clearable
      />
      <Select
        aria-label={t('order')}
        data={(Object.keys(ORDERS) as OrderName[]).map((value) => ({ value, label: t(`orders.${value}`) }))}
        value={scope.order}
        onChange={(value) => onOrder(value === 'newest' ? null : value)}
        allowDeselect={false}
        className={classes.choice}
      />
      <Text size="sm" c="dimmed" ml="auto" aria-live="polite" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {count === null ? '\u00a0' : t('count', { count })}
      </Text>
    </div>
  );
}

interface SearchProps {
  readonly text: string;
  readonly onText: (text: string | null) => void;
}

/** What is typed goes into the address a moment later. */
function Search({ text, onText }: SearchProps) {
  const t = useTranslations('libraries.videos');
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
      className={classes.search}
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed ? <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => change('')} /> : null}
      value={typed}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}
