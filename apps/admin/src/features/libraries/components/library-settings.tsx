'use client';

import { Alert, Button, Group, Modal, Select, Skeleton, Stack, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { LibraryFragment } from '../../../../generated/graphql.ts';
import { QueryView } from '../../../components/query-view.tsx';
import { useProblemText } from '../../../lib/problem-text.ts';
import { useLibrarySettings, useRecordedAtPreview, useUpdateLibrary } from '../api/use-library-settings.ts';
import type { LibrarySettings as Settings } from '../api/use-library-settings.ts';
import { RecordedAtPreview } from './recorded-at-preview.tsx';

interface Props {
  readonly library: LibraryFragment;
  readonly onClose: () => void;
}

const ZONES = Intl.supportedValuesOf('timeZone');
const FIELDS = ['recordedAtPattern', 'timeZone', 'watchRecipeId'] as const;

/** How files of a library are dated, and whether they are recognised as they arrive. */
export function LibrarySettings({ library, onClose }: Props) {
  const t = useTranslations('libraries.settings');
  const query = useLibrarySettings(library.id);
  return (
    <Modal opened onClose={onClose} title={t('title', { name: library.name })} size="lg" centered>
      <QueryView query={query} skeleton={<Skeleton h={280} />}>
        {({ settings, recipes }) => (
          <SettingsForm libraryId={library.id} saved={settings} recipes={recipes} onClose={onClose} />
        )}
      </QueryView>
    </Modal>
  );
}

interface FormProps {
  readonly libraryId: string;
  readonly saved: Settings;
  readonly recipes: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
}

function SettingsForm({ libraryId, saved, recipes, onClose }: FormProps) {
  const t = useTranslations('libraries.settings');
  const action = useTranslations('common.action');
  const problems = useProblemText();
  const update = useUpdateLibrary();
  const [settings, setSettings] = useState(saved);
  const { recordedAtPattern, timeZone, watchRecipeId } = settings;
  const change = (changes: Partial<Settings>) => setSettings({ ...settings, ...changes });
  const preview = useRecordedAtPreview({ libraryId, pattern: recordedAtPattern, timeZone });
  const problemAt = (field: (typeof FIELDS)[number], previewField: string) =>
    problems.at(preview.error, previewField) ?? problems.at(update.error, field);
  const rest = problems.besides(update.error, FIELDS);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        update.mutate({ id: libraryId, ...changesOf(saved, settings) }, { onSuccess: onClose });
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('pattern')}
          description={t('patternHint')}
          placeholder={t('patternPlaceholder')}
          value={recordedAtPattern}
          onChange={({ currentTarget }) => change({ recordedAtPattern: currentTarget.value })}
          error={problemAt('recordedAtPattern', 'pattern')}
          spellCheck={false}
          data-autofocus
        />
        <Select
          label={t('timeZone')}
          description={t('timeZoneHint')}
          placeholder={t('timeZonePlaceholder')}
          data={ZONES}
          value={timeZone || null}
          onChange={(zone) => change({ timeZone: zone ?? '' })}
          error={problemAt('timeZone', 'timeZone')}
          limit={50}
          searchable
          clearable
        />
        {preview.data && !preview.isError ? <RecordedAtPreview preview={preview.data} /> : null}
        <Select
          label={t('watch')}
          description={t('watchHint')}
          placeholder={t('watchPlaceholder')}
          nothingFoundMessage={t('noRecipe')}
          data={recipes.map(({ id, name }) => ({ value: id, label: name }))}
          value={watchRecipeId}
          onChange={(id) => change({ watchRecipeId: id })}
          error={problemAt('watchRecipeId', 'watchRecipeId')}
          searchable
          clearable
        />
        {rest ? (
          <Alert color="red" role="alert">
            {rest}
          </Alert>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {action('cancel')}
          </Button>
          <Button type="submit" loading={update.isPending} disabled={preview.isError}>
            {action('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Fields that are as they were stay out: saving dates again what is dated otherwise. */
function changesOf(saved: Settings, settings: Settings): Partial<Settings> {
  const changed = FIELDS.filter((field) => settings[field] !== saved[field]);
  return Object.fromEntries(changed.map((field) => [field, settings[field]]));
}
