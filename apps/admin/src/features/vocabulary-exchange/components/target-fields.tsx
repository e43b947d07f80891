'use client';

import { Checkbox, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ImportTarget, useImportTargets } from '../api/use-import.ts';

interface Props {
  readonly targets: NonNullable<ReturnType<typeof useImportTargets>['data']>;
  readonly target: ImportTarget;
  /** Id of the vocabulary; null: a new one. */
  readonly onDraft: (vocabularyId: string | null) => void;
  readonly onName: (name: string) => void;
  readonly onRemoveMissing: (removeMissing: boolean) => void;
}

/** A new vocabulary, or a draft that is open. */
export function TargetFields({
  targets,
  target: { draft, name, removeMissing },
  onDraft,
  onName,
  onRemoveMissing,
}: Props) {
  const t = useTranslations('vocabularyExchange.import');
  const chosen = targets.find((each) => each.draft.id === draft?.id);
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('target')}
        value={draft ? 'draft' : 'new'}
        onChange={(value) => onDraft(value === 'draft' ? (targets[0]?.vocabularyId ?? null) : null)}
      >
        <Stack gap={6} mt={6}>
          <Radio value="new" label={t('targetNew')} />
          <Radio
            value="draft"
            label={t('targetDraft')}
            disabled={targets.length === 0}
            description={targets.length === 0 ? t('noDraft') : undefined}
          />
        </Stack>
      </Radio.Group>
      {chosen ? (
        <>
          <Select
            label={t('draft')}
            searchable
            allowDeselect={false}
            value={chosen.vocabularyId}
            data={targets.map((each) => ({ value: each.vocabularyId, label: each.name }))}
            onChange={onDraft}
          />
          <Checkbox
            label={t('removeMissing')}
            description={t('removeMissingHint')}
            checked={removeMissing}
            onChange={(event) => onRemoveMissing(event.currentTarget.checked)}
          />
        </>
      ) : (
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          value={name}
          onChange={(event) => onName(event.currentTarget.value)}
        />
      )}
    </Stack>
  );
}
