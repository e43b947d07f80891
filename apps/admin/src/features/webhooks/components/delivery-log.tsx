'use client';

import { Skeleton, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { MoreButton } from '../../../components/more-button.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import { useDeliveries } from '../api/use-deliveries.ts';
import type { Endpoint } from '../api/use-endpoints.ts';
import { DeliveryTable } from './delivery-table.tsx';
import { LogFilters } from './log-filters.tsx';
import { useLogFilter } from './use-log-filter.ts';

interface Props {
  readonly endpoints: readonly Endpoint[];
  readonly changeTypes: readonly string[];
}

/** What was sent, or is to be, newest first. */
export function DeliveryLog(props: Props) {
  const t = useTranslations('webhooks.log');
  const { choice, filter } = useLogFilter();
  const query = useDeliveries(filter);
  const deliveries = (query.data?.pages ?? []).flatMap((page) => page.deliveries.nodes);
  const isNarrowed = Object.values(filter).some((condition) => condition !== null);
  return (
    <section aria-label={t('title')}>
      <Title order={2} size="h4" mt="xl" mb={6}>
        {t('title')}
      </Title>
      <LogFilters choice={choice} {...props} />
      {query.isError ? (
        <LoadError error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton h={240} />
      ) : deliveries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(isNarrowed ? 'noneFits' : 'none')}
        </Text>
      ) : (
        <DeliveryTable deliveries={deliveries} />
      )}
      <MoreButton query={query} />
    </section>
  );
}
