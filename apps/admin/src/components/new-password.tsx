'use client';

import { PasswordInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { MAX_PASSWORD, MIN_PASSWORD } from '../lib/auth.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (password: string) => void;
  readonly isFirstField?: boolean;
}

/** A password that is chosen: the rule stands beside it before anything is typed. */
export function NewPassword({ label, value, onChange, isFirstField = false }: Props) {
  const t = useTranslations('common.password');
  return (
    <PasswordInput
      label={label}
      description={t('rule', { count: MIN_PASSWORD })}
      autoComplete="new-password"
      minLength={MIN_PASSWORD}
      maxLength={MAX_PASSWORD}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t('show') }}
      autoFocus={isFirstField}
      required
      withAsterisk={false}
    />
  );
}
