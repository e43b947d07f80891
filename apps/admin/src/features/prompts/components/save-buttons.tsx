'use client';

import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Confirm } from '../../../components/confirm.tsx';

interface Props {
  /** Why nothing can be saved. */
  readonly status: string;
  readonly action: string;
  readonly canSave: boolean;
  readonly canReset: boolean;
  readonly isBusy: boolean;
  readonly onSave: () => void;
  readonly onReset: () => void;
}

/** Saves what is edited, or gives it up. */
export function SaveButtons({ status, action, canSave, canReset, isBusy, onSave, onReset }: Props) {
  const t = useTranslations('prompts.save');
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {status}
      </Text>
      {canReset ? (
        <Button variant="subtle" color="gray" onClick={() => setIsAsking(true)}>
          {t('reset')}
        </Button>
      ) : null}
      <Button disabled={!canSave} loading={isBusy} onClick={onSave}>
        {action}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t('reset')}
        action={t('reset')}
        onClose={() => setIsAsking(false)}
        onConfirm={() => {
          onReset();
          setIsAsking(false);
        }}
      >
        {t('resetHint')}
      </Confirm>
    </Group>
  );
}
