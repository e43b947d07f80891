'use client';

import { Alert, Button, Group } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

interface Props {
  /** What is wrong beside the fields, if anything. */
  readonly problem: ReactNode;
  /** Label of the button that sends the form. */
  readonly action: string;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
}

/** The end of a form in a dialog. */
export function FormFoot({ problem, action, isBusy, onCancel }: Props) {
  const t = useTranslations('common.action');
  return (
    <>
      {problem ? (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      ) : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={isBusy}>
          {action}
        </Button>
      </Group>
    </>
  );
}
