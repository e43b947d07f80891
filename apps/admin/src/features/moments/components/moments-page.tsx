'use client';

import { Alert, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { EncoderPickers } from '../../../components/encoder-pickers.tsx';
import { languageName } from '../../../lib/language-name.ts';
import { PageHeader } from '../../../components/page-header.tsx';
import { useEncoderChoice } from '../../../components/use-encoder-choice.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useMomentLibraries, useMoments } from '../api/use-moments.ts';
import type { Moment } from '../api/use-moments.ts';
import { isForeign } from '../model/is-foreign.ts';
import { MomentResults } from './moment-results.tsx';
import classes from './moments.module.css';

const ExampleDialog = dynamic(async () => (await import('./example-dialog.tsx')).ExampleDialog);

const URL_MS = 500;

/** Any words, before they become a concept. */
export function MomentsPage() {
  const t = useTranslations('moments');
  const [stored, store] = useUrlState('q');
  const [libraries, setLibraries] = useUrlState('libraries');
  const [phrase, setPhrase] = useState(stored ?? '');
  const keep = useDebouncedCallback(store, URL_MS);
  const [saved, setSaved] = useState<Moment | null>(null);
  const choice = useEncoderChoice();
  const { data: known = [] } = useMomentLibraries();
  const libraryIds = (libraries ?? '').split(',').filter((id) => id !== '');
  const text = phrase.trim();
  const { encoder } = choice;
  const search = useMoments(
    text !== '' && encoder
      ? { encoderId: encoder.id, text, first: 24, ...(libraryIds.length > 0 ? { libraryIds } : {}) }
      : null,
  );
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')} />
      <Stack gap="lg">
        <div className={classes.form} role="search">
          <TextInput
            type="search"
            label={t('phrase')}
            description={t('phraseHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            leftSection={<IconSearch size={16} aria-hidden />}
            style={{ alignSelf: 'start' }}
            autoFocus
            value={phrase}
            onChange={({ currentTarget: { value } }) => {
              setPhrase(value);
              keep(value);
            }}
          />
          <div style={{ alignSelf: 'start' }}>
            <EncoderPickers choice={choice} withPromptSet={false} />
          </div>
          <MultiSelect
            label={t('libraries')}
            placeholder={libraryIds.length === 0 ? t('allLibraries') : undefined}
            style={{ alignSelf: 'start' }}
            searchable
            clearable
            value={libraryIds}
            data={known.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(ids) => setLibraries(ids.join(',') || null)}
          />
        </div>
        {encoder && isForeign(text, encoder.languages) ? <Foreign languages={encoder.languages} /> : null}
        {text === '' ? (
          <EmptyState icon={IconSearch} title={t('start.title')} hint={t('start.hint')} />
        ) : (
          <MomentResults search={search} onSave={setSaved} />
        )}
      </Stack>
      {saved ? <ExampleDialog moment={saved} phrase={text} onClose={() => setSaved(null)} /> : null}
    </>
  );
}

function Foreign({ languages }: { readonly languages: readonly string[] }) {
  const t = useTranslations('moments');
  const locale = useLocale();
  return (
    <Alert color="yellow" variant="light">
      {t('foreign', { languages: languages.map((tag) => languageName(tag, locale)).join(', ') })}
    </Alert>
  );
}
