'use client';

import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { inverse, isApplicable } from '../reviewing/edit.ts';
import type { Edit } from '../reviewing/edit.ts';
import type { ReviewStore } from '../reviewing/review-store.ts';

const SHOWN_MS = 20_000;

/** Tells what was done, with a button that takes it back as a whole as long as nothing else has changed it. */
export function useUndoToast(store: ReviewStore): (edit: Edit, message: string) => void {
  const t = useTranslations('annotations');
  return (edit, message) => {
    const undo = () => {
      notifications.hide(id);
      const back = inverse(edit);
      const canUndo = isApplicable(store.lane, back);
      if (canUndo) store.act(back);
      notifications.show(canUndo ? { message: t('undone') } : { color: 'yellow', message: t('undoTooLate') });
    };
    const id = notifications.show({
      autoClose: SHOWN_MS,
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{message}</Text>
          <Button size="compact-sm" variant="light" onClick={undo}>
            {t('undo')}
          </Button>
        </Group>
      ),
    });
  };
}
