'use client';

import { Alert, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { EncoderPickers } from '../../../components/encoder-pickers.tsx';
import { languageName } from '../../../lib/language-name.ts';
import { PageHeader } from '../../../components/page-header.tsx';
import { useEncoderChoice } from '../../../components/use-encoder-choice.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useCalledConcepts, useMomentLibraries, useMoments } from '../api/use-moments.ts';
import type { Moment } from '../api/use-moments.ts';
import { meantConcept } from '../model/called-concepts.ts';
import { isForeign } from '../model/is-foreign.ts';
import { Meaning } from './meaning.tsx';
import { MomentResults } from './moment-results.tsx';
import classes from './moments.module.css';

const ExampleDialog = dynamic(async () => (await import('./example-dialog.tsx')).ExampleDialog);

const URL_MS = 500;

/** Any words, before they become a concept, and those of the concepts that there are. */
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
  const { encoder, promptSet } = choice;
  const [meaning, setMeaning] = useUrlState('as');
  const { concepts, isBehind } = useCalledConcepts(text);
  const isUnreadable = encoder !== undefined && isForeign(text, encoder.languages);
  const meant = promptSet ? meantConcept(concepts, meaning, isUnreadable) : null;
  const words =
    meant && promptSet
      ? { conceptId: meant.conceptId, vocabularyVersionId: meant.versionId, promptSetVersionId: promptSet.latest.id }
      : { text };
  const search = useMoments(
    text !== '' && encoder && !isBehind
      ? { encoderId: encoder.id, ...words, first: 24, ...(libraryIds.length > 0 ? { libraryIds } : {}) }
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
              if (meaning) setMeaning(null);
            }}
          />
          <div style={{ alignSelf: 'start' }}>
            <EncoderPickers choice={choice} withPromptSet={meant !== null} />
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
        {text !== '' && concepts.length > 0 ? (
          <Meaning concepts={concepts} meant={meant} onChoose={setMeaning} />
        ) : null}
        {isUnreadable && !isBehind && !meant ? <Foreign languages={encoder.languages} /> : null}
        {text === '' ? (
          <EmptyState icon={IconSearch} title={t('start.title')} hint={t('start.hint')} />
        ) : (
          <MomentResults search={search} onSave={setSaved} />
        )}
      </Stack>
      {saved ? <ExampleDialog moment={saved} phrase={text} meant={meant} onClose={() => setSaved(null)} /> : null}
    </>
  );
}

function Foreign({ languages }: { readonly languages: readonly string[] }) {
  const t = useTranslations('moments');
  const locale = useLocale();
  const format = useFormatter();
  return (
    <Alert color="yellow" variant="light">
      {t('foreign', { languages: format.list(languages.map((tag) => languageName(tag, locale))) })}
    </Alert>
  );
}
