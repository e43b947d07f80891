'use client';

import { Modal, ScrollArea, Skeleton, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { SearchDocument } from '../../../../generated/graphql.ts';
import { LoadError } from '../../../components/query-view.tsx';
import { graphqlQuery } from '../../../lib/graphql.ts';
import { groupHits, hitOf } from '../api/hits.ts';
import type { Hit } from '../api/hits.ts';
import classes from './search-dialog.module.css';
import { SearchResults } from './search-results.tsx';
import { usePageHits } from './use-page-hits.ts';

const DEBOUNCE_MS = 120;

/** A combobox over everything that has a name; results by kind, arrows choose, Enter opens. */
export function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('search');
  const router = useRouter();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const [text] = useDebouncedValue(typed.trim(), DEBOUNCE_MS);
  const language = useLocale();
  const query = useQuery({
    ...graphqlQuery(SearchDocument, { text, language }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
  const pages = usePageHits(typed);
  const found = text === '' ? [] : (query.data?.search ?? []).map((each) => hitOf(each, text));
  const groups = groupHits([...pages, ...found]);
  const hits = groups.flatMap((group) => group.hits);
  const chosen = hits[Math.min(place, hits.length - 1)];
  const open = ({ href }: Hit) => {
    onClose();
    router.push(href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The Enter that ends the choice of kanji opens nothing.
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      setPlace((Math.min(place, hits.length - 1) + step + hits.length) % hits.length);
    } else if (event.key === 'Enter' && chosen) open(chosen);
  };
  const isEmpty = text !== '' && query.isSuccess && !query.isPlaceholderData && hits.length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={600}
      yOffset="12vh"
      aria-label={t('label')}
    >
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        className={classes.input}
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder={t('placeholder')}
        value={typed}
        maxLength={200}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-label={t('label')}
        aria-expanded={hits.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={chosen ? `${id}-${chosen.key}` : undefined}
        autoComplete="off"
        spellCheck={false}
      />
      <ScrollArea.Autosize mah="56vh" type="auto">
        {query.isError ? (
          <LoadError error={query.error} onRetry={() => void query.refetch()} />
        ) : isEmpty ? (
          <Text p="md" c="dimmed" size="sm" role="status">
            {t('nothing', { text })}
          </Text>
        ) : hits.length === 0 && text !== '' ? (
          <Skeleton h={96} m="sm" w="auto" />
        ) : (
          <SearchResults id={id} groups={groups} chosen={chosen} onOpen={open} />
        )}
      </ScrollArea.Autosize>
    </Modal>
  );
}
