'use client';

import { Alert, Button, Divider, PasswordInput, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { QueryView } from '../../../components/query-view.tsx';
import { authState, isSignedIn, signIn, signInElsewhere } from '../../../lib/auth.ts';
import type { AuthState } from '../../../lib/auth.ts';
import { signInPlace, wayBack } from '../../../lib/sign-in-place.ts';
import { useAuthText } from '../../../lib/use-auth-text.ts';
import { Entrance } from './entrance.tsx';

/** How whoever comes to the page stands. */
interface Standing {
  readonly state: AuthState;
  readonly isIn: boolean;
}

const standing = {
  queryKey: ['SignInStanding'],
  queryFn: async (): Promise<Standing> => {
    const state = await authState();
    return { state, isIn: state.isOpen || (await isSignedIn()) };
  },
};

/** Signs in, and leads to where somebody wanted to go. */
export function SignInPage() {
  const t = useTranslations('signIn');
  const parameters = useSearchParams();
  const query = useQuery(standing);
  const wanted = parameters.get('to');
  return (
    <Entrance title={t('title')}>
      <QueryView query={query} skeleton={<Skeleton h={190} />}>
        {({ state, isIn }) =>
          state.isOpen || isIn ? (
            <LeadOn wanted={wanted} />
          ) : state.hasAccounts ? (
            <Ways wanted={wanted} providerName={state.providerName} failure={parameters.get('error')} />
          ) : (
            <NoAccounts />
          )
        }
      </QueryView>
    </Entrance>
  );
}

/** By loading anew: nothing stays of what others have seen in this browser. */
function goOn(wanted: string | null): void {
  window.location.replace(wayBack(wanted, window.location.origin));
}

function LeadOn({ wanted }: { readonly wanted: string | null }) {
  const t = useTranslations('signIn');
  useEffect(() => goOn(wanted), [wanted]);
  return <Text size="sm">{t('goingOn')}</Text>;
}

function NoAccounts() {
  const t = useTranslations('signIn');
  return (
    <Alert variant="light" title={t('noAccounts')}>
      {t('noAccountsHint')}
    </Alert>
  );
}

interface WaysProps {
  readonly wanted: string | null;
  readonly providerName: string | null;
  /** Why somebody comes back from the identity provider without being let in; null: they do not. */
  readonly failure: string | null;
}

function Ways({ wanted, providerName, failure }: WaysProps) {
  const t = useTranslations('signIn');
  const errors = useTranslations('common.authError');
  return (
    <Stack gap="md">
      {failure === null ? null : (
        <Alert color="red" variant="light" role="alert">
          {failure === 'ACCOUNT_DISABLED' ? errors(failure) : t('providerFailed')}
        </Alert>
      )}
      {providerName === null ? null : (
        <>
          <ByProvider name={providerName} wanted={wanted} />
          <Divider label={t('or')} />
        </>
      )}
      <ByPassword wanted={wanted} />
    </Stack>
  );
}

function ByProvider({ name, wanted }: { readonly name: string; readonly wanted: string | null }) {
  const t = useTranslations('signIn');
  const textOf = useAuthText();
  const leave = useMutation({
    mutationFn: () => signInElsewhere(signInPlace(wayBack(wanted, window.location.origin))),
    onSuccess: (address) => window.location.assign(address),
  });
  return (
    <>
      <Button
        fullWidth
        leftSection={<IconLogin2 size={18} aria-hidden />}
        loading={leave.isPending || leave.isSuccess}
        onClick={() => leave.mutate()}
      >
        {t('by', { name })}
      </Button>
      {leave.error ? (
        <Alert color="red" variant="light" role="alert">
          {textOf(leave.error)}
        </Alert>
      ) : null}
    </>
  );
}

function ByPassword({ wanted }: { readonly wanted: string | null }) {
  const t = useTranslations('signIn');
  const words = useTranslations('common.password');
  const textOf = useAuthText();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation({ mutationFn: () => signIn(email, password), onSuccess: () => goOn(wanted) });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          autoFocus
          required
          withAsterisk={false}
        />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': words('show') }}
          required
          withAsterisk={false}
        />
        {enter.error ? (
          <Alert color="red" variant="light" role="alert">
            {textOf(enter.error)}
          </Alert>
        ) : null}
        <Button type="submit" fullWidth loading={enter.isPending || enter.isSuccess}>
          {t('submit')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('forgotten')}
        </Text>
      </Stack>
    </form>
  );
}
