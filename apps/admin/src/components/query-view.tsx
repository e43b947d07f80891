'use client';

import { Alert, Button, Code, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ApiError } from '../lib/graphql.ts';
import { useErrorText } from '../lib/use-error-text.ts';

interface Props<TData> {
  readonly query: UseQueryResult<TData, Error>;
  /** Shown until the first data are there; has their shape, so that nothing jumps. */
  readonly skeleton: ReactNode;
  readonly children: (data: TData) => ReactNode;
}

/** Skeleton, failure with a way on, or the data. Data once shown stay while they are loaded again. */
export function QueryView<TData>({ query, skeleton, children }: Props<TData>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <LoadError error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton;
}

export function LoadError({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const t = useTranslations('common.state');
  const errorText = useErrorText();
  const isOffline = error instanceof ApiError && error.code === 'NETWORK';
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('failed')} role="alert">
      <Text size="sm">{isOffline ? t('offline') : errorText(error)}</Text>
      <Group mt="xs" gap="sm">
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {t('retry')}
        </Button>
        {requestId ? <Code>{t('requestId', { id: requestId })}</Code> : null}
      </Group>
    </Alert>
  );
}
