'use client';

import { Alert } from '@mantine/core';
import { useFormatter, useTranslations } from 'next-intl';
import type { AddressWarning } from '../api/use-endpoints.ts';

/** What may keep changes from arriving at an address, and what to do about it. */
export function AddressWarnings({ warnings }: { readonly warnings: readonly AddressWarning[] }) {
  const t = useTranslations('webhooks.warning');
  const format = useFormatter();
  return warnings.map(({ code, host, networks }) => (
    <Alert key={code} color="orange" variant="light" role="alert" title={t('title')}>
      {t(code, { host, networks: format.list(networks) })}
    </Alert>
  ));
}
