'use client';

import { ActionIcon, Button, Kbd } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useEffect, useEffectEvent } from 'react';
import { useCharacterKeys, useIsForPage } from '../../../lib/page-keys.tsx';

const loadDialog = async () => (await import('./search-dialog.tsx')).SearchDialog;
const SearchDialog = dynamic(loadDialog);

/** In the header: opens the search, as `/` and ⌘K or Ctrl-K do everywhere. */
export function SearchButton() {
  const t = useTranslations('search');
  const [isOpen, { open, close }] = useDisclosure();
  const { areOn } = useCharacterKeys();
  const isForPage = useIsForPage();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isChord = event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey) && !event.altKey;
    const isSlash = event.key === '/' && !event.metaKey && !event.ctrlKey && isForPage(event);
    if (event.defaultPrevented || (!isChord && !isSlash)) return;
    event.preventDefault();
    open();
  });
  useEffect(() => {
    // There by the time that somebody presses `/` and types on.
    void loadDialog();
  }, []);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  const shared = {
    onClick: open,
    'aria-label': t('label'),
    'aria-keyshortcuts': `${areOn ? '/ ' : ''}Control+K Meta+K`,
    'aria-haspopup': 'dialog',
  } as const;
  return (
    <>
      <ActionIcon variant="subtle" color="gray" hiddenFrom="sm" {...shared}>
        <IconSearch size={18} aria-hidden />
      </ActionIcon>
      <Button
        visibleFrom="sm"
        variant="default"
        size="compact-md"
        fw={400}
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={<Kbd size="xs">/</Kbd>}
        c="dimmed"
        {...shared}
      >
        {t('label')}
      </Button>
      {isOpen ? <SearchDialog onClose={close} /> : null}
    </>
  );
}
