'use client';

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { CopiedText } from '../../../components/copied-text.tsx';

interface Props {
  /** Whom it is for. */
  readonly name: string;
  /** Of the page where they choose a password. */
  readonly path: string;
  readonly onClose: () => void;
}

/** Shows a link that is shown once, to be sent to whom it is for. */
export function LinkDialog({ name, path, onClose }: Props) {
  const t = useTranslations('access.account');
  const action = useTranslations('common.action');
  return (
    <Modal opened onClose={onClose} title={t('linkTitle', { name })} centered closeOnClickOutside={false}>
      <Stack gap="md">
        <Text size="sm">{t('linkHint', { name })}</Text>
        <CopiedText label={t('link')} text={window.location.origin + path} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{action('close')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
