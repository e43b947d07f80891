'use client';

import { ActionIcon, Button, Divider, Indicator, Popover, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { IconKey, IconLogout, IconUser } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { signOut } from '../lib/auth.ts';
import { PERSON_KEY } from '../lib/person.ts';
import { useAuthText } from '../lib/use-auth-text.ts';
import { useViewer } from '../lib/use-viewer.ts';
import type { Viewer } from '../lib/use-viewer.ts';
import { CharacterKeysSwitch } from './character-keys-switch.tsx';

const PasswordDialog = dynamic(async () => (await import('./password-dialog.tsx')).PasswordDialog);

/** Who works here: the account that is signed in, or, where nobody has to sign in, a name of one's own. */
export function PersonMenu() {
  const viewer = useViewer();
  return viewer && viewer.email !== null ? <AccountMenu account={viewer} /> : <NameMenu />;
}

function AccountMenu({ account: { name, email, role } }: { readonly account: Viewer }) {
  const t = useTranslations('common.person');
  const roles = useTranslations('common.role');
  const textOf = useAuthText();
  const [isOpen, menu] = useDisclosure();
  const [isChanging, setChanging] = useState(false);
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => window.location.assign('/sign-in') });
  const label = t('labelNamed', { name: name ?? '' });
  return (
    <>
      <Popover position="bottom-end" width={280} trapFocus withArrow opened={isOpen} onChange={menu.toggle}>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={label} title={name ?? ''} onClick={menu.toggle}>
            <IconUser size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {email}
          </Text>
          {role ? <Text size="sm">{roles(role)}</Text> : null}
          <Divider my="sm" />
          <CharacterKeysSwitch />
          <Divider my="sm" />
          <Stack gap={2}>
            <Button
              variant="subtle"
              color="gray"
              justify="flex-start"
              leftSection={<IconKey size={16} aria-hidden />}
              onClick={() => {
                menu.close();
                setChanging(true);
              }}
            >
              {t('changePassword')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              justify="flex-start"
              leftSection={<IconLogout size={16} aria-hidden />}
              loading={leave.isPending || leave.isSuccess}
              onClick={() => leave.mutate()}
            >
              {t('signOut')}
            </Button>
          </Stack>
          {leave.error ? (
            <Text size="xs" c="red" role="alert">
              {textOf(leave.error)}
            </Text>
          ) : null}
        </Popover.Dropdown>
      </Popover>
      {isChanging ? <PasswordDialog email={email ?? ''} onClose={() => setChanging(false)} /> : null}
    </>
  );
}

/** A name that stands beside what is changed. Kept in the browser; it is no login. */
function NameMenu() {
  const t = useTranslations('common.person');
  const [name, setName] = useLocalStorage({
    key: PERSON_KEY,
    defaultValue: '',
    serialize: (value: string) => value,
    deserialize: (value) => value ?? '',
  });
  const isNamed = name.trim() !== '';
  return (
    <Popover position="bottom-end" width={280} trapFocus withArrow>
      <Indicator disabled={isNamed} size={7} offset={5} color="yellow">
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={isNamed ? t('labelNamed', { name }) : t('label')}
            title={isNamed ? name : t('label')}
          >
            <IconUser size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown>
        <TextInput
          label={t('name')}
          autoComplete="name"
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Text size="xs" c="dimmed" mt={6}>
          {t('hint')}
        </Text>
        <Divider my="sm" />
        <CharacterKeysSwitch />
      </Popover.Dropdown>
    </Popover>
  );
}
