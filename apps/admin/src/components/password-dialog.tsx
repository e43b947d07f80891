'use client';

import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { changePassword } from '../lib/auth.ts';
import { useAuthText } from '../lib/use-auth-text.ts';
import { NewPassword } from './new-password.tsx';

/** Changes one's own password. @param email tells keepers of passwords whose it is */
export function PasswordDialog({ email, onClose }: { readonly email: string; readonly onClose: () => void }) {
  const t = useTranslations('common.password');
  const action = useTranslations('common.action');
  const textOf = useAuthText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      notifications.show({ message: t('changed') });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('title')} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack gap="md">
          <input type="hidden" autoComplete="username" name="username" value={email} readOnly />
          <PasswordInput
            label={t('current')}
            autoComplete="current-password"
            value={current}
            onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('show') }}
            data-autofocus
            required
            withAsterisk={false}
          />
          <NewPassword label={t('next')} value={next} onChange={setNext} />
          <Text size="xs" c="dimmed">
            {t('elsewhere')}
          </Text>
          {change.error ? (
            <Alert color="red" variant="light" role="alert">
              {textOf(change.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {action('cancel')}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {t('change')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
