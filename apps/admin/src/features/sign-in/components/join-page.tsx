'use client';

import { Alert, Button, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, useSyncExternalStore } from 'react';
import { NewPassword } from '../../../components/new-password.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { findInvitation, join } from '../../../lib/auth.ts';
import type { Invitation } from '../../../lib/auth.ts';
import { useAuthText } from '../../../lib/use-auth-text.ts';
import { Entrance } from './entrance.tsx';

/** Where a link leads: somebody chooses a password, and is signed in. */
export function JoinPage() {
  const t = useTranslations('join');
  const key = useKey();
  const query = useQuery({
    queryKey: ['Invitation', key],
    queryFn: () => findInvitation(key ?? ''),
    enabled: key !== null,
    // A link that has just been used need not be asked for again.
    refetchOnWindowFocus: false,
  });
  const invitation = query.data;
  const hint = invitation ? t(invitation.isFirst ? 'firstHint' : 'hint') : null;
  return (
    <Entrance title={invitation?.name ? t('welcome', { name: invitation.name }) : t('title')} hint={hint}>
      <QueryView query={query} skeleton={<Skeleton h={190} />}>
        {(found) => (found ? <JoinForm joinKey={key ?? ''} invitation={found} /> : <DeadLink />)}
      </QueryView>
    </Entrance>
  );
}

/** What stands behind the # of the address; null on the server, which is never told. */
function useKey(): string | null {
  return useSyncExternalStore(
    followHash,
    () => window.location.hash.slice(1),
    () => null,
  );
}

function followHash(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

function DeadLink() {
  const t = useTranslations('join');
  return (
    <>
      <Alert color="yellow" variant="light" title={t('dead')}>
        {t('deadHint')}
      </Alert>
      <Button component="a" href="/sign-in" variant="default">
        {t('toSignIn')}
      </Button>
    </>
  );
}

function JoinForm({ joinKey, invitation }: { readonly joinKey: string; readonly invitation: Invitation }) {
  const t = useTranslations('join');
  const textOf = useAuthText();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { isFirst } = invitation;
  const enter = useMutation({
    mutationFn: () => join({ key: joinKey, password, ...(isFirst && { name, email }) }),
    onSuccess: () => window.location.replace('/'),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate();
      }}
    >
      <Stack gap="md">
        {isFirst ? (
          <>
            <TextInput
              label={t('name')}
              description={t('nameHint')}
              autoComplete="name"
              maxLength={200}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              required
              withAsterisk={false}
            />
            <TextInput
              label={t('email')}
              type="email"
              autoComplete="username"
              maxLength={320}
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
              required
              withAsterisk={false}
            />
          </>
        ) : (
          <>
            <Text size="sm">{t('signInWith', { email: invitation.email ?? '' })}</Text>
            {/* Keepers of passwords learn whose it is. */}
            <input type="hidden" autoComplete="username" name="username" value={invitation.email ?? ''} readOnly />
          </>
        )}
        <NewPassword label={t('password')} value={password} onChange={setPassword} isFirstField={!isFirst} />
        {enter.error ? (
          <Alert color="red" variant="light" role="alert">
            {textOf(enter.error)}
          </Alert>
        ) : null}
        <Button type="submit" fullWidth loading={enter.isPending || enter.isSuccess}>
          {t(isFirst ? 'submitFirst' : 'submit')}
        </Button>
      </Stack>
    </form>
  );
}
