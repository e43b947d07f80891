'use client';

import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { CopiedText } from '../../../components/copied-text.tsx';
import { useCreateApiToken } from '../api/use-api-tokens.ts';
import { TokenForm } from './token-form.tsx';

/** Makes a token, and shows its secret once. */
export function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('access.token');
  const create = useCreateApiToken();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(create.data ? 'secretTitle' : 'createTitle')}
      centered
      size="lg"
      closeOnClickOutside={false}
    >
      {create.data ? (
        <Secret secret={create.data} onClose={onClose} />
      ) : (
        <TokenForm create={create} onClose={onClose} />
      )}
    </Modal>
  );
}

/** How a program asks with it. */
function curlWith(secret: string): string {
  return [
    `curl ${window.location.origin}/graphql`,
    `-H 'authorization: Bearer ${secret}'`,
    `-H 'content-type: application/json'`,
    `-d '{"query": "{ viewer { name permissions } }"}'`,
  ].join(' \\\n  ');
}

function Secret({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const t = useTranslations('access.token');
  return (
    <Stack gap="md">
      <Alert color="yellow" variant="light">
        {t('secretHint')}
      </Alert>
      <CopiedText label={t('secret')} text={secret} />
      <CopiedText label={t('example')} text={curlWith(secret)} />
      <Text size="xs" c="dimmed">
        {t('onBehalf')}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('taken')}</Button>
      </Group>
    </Stack>
  );
}
