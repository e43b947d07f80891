'use client';

import { Button, Group, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconCloudUpload, IconCloudX } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useErrorText } from '../../../lib/use-error-text.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import classes from './save-state.module.css';

interface Props {
  readonly editor: DraftEditor;
  readonly onConflicts: () => void;
}

/** Whether all that was done is saved; what to do where it is not. */
export function SaveState({ editor, onConflicts }: Props) {
  const t = useTranslations('vocabularies.save');
  const errorText = useErrorText();
  const { saving, failure, conflicts, store, isUnsaved } = editor;
  if (saving === 'failed' && failure) {
    return (
      <Group gap={6} wrap="nowrap" role="alert">
        <Tooltip label={errorText(failure)} multiline maw={360}>
          <Text size="sm" className={classes.state} data-state="failed">
            <IconCloudX size={16} aria-hidden />
            {t('failed')}
          </Text>
        </Tooltip>
        <Button size="compact-sm" variant="default" onClick={() => void store.save()}>
          {t('retry')}
        </Button>
      </Group>
    );
  }
  if (conflicts.length > 0) {
    return (
      <Button size="compact-sm" color="yellow" variant="light" c="light-dark(#7a4f00, #f2b544)" onClick={onConflicts}>
        {t('conflicts', { count: conflicts.length })}
      </Button>
    );
  }
  const isBusy = saving === 'saving' || isUnsaved;
  const Icon = isBusy ? IconCloudUpload : IconCheck;
  return (
    <Text size="sm" c="dimmed" className={classes.state} role="status">
      <Icon size={16} aria-hidden />
      {isBusy ? t('saving') : t('saved')}
    </Text>
  );
}
