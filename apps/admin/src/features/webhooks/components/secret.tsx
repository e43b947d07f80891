'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { CopiedText } from '../../../components/copied-text.tsx';
import type { AddressWarning } from '../api/use-endpoints.ts';
import { AddressWarnings } from './address-warnings.tsx';

interface Props {
  readonly secret: string;
  /** Of its address. */
  readonly warnings?: readonly AddressWarning[];
  readonly onClose: () => void;
}

/** What a receiver verifies messages with; shown once. */
export function Secret({ secret, warnings = [], onClose }: Props) {
  const t = useTranslations('webhooks.secret');
  return (
    <Stack gap="md">
      <AddressWarnings warnings={warnings} />
      <Alert color="yellow" variant="light">
        {t('hint')}
      </Alert>
      <CopiedText label={t('label')} text={secret} />
      <Text size="xs" c="dimmed">
        {t('verify')}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('taken')}</Button>
      </Group>
    </Stack>
  );
}
