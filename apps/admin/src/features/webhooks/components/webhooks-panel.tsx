'use client';

import { Button, Group, Skeleton } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useEndpoints } from '../api/use-endpoints.ts';
import { DeliveryDrawer } from './delivery-drawer.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { EndpointDialog } from './endpoint-dialog.tsx';
import { EndpointTable } from './endpoint-table.tsx';

/** Who is told of changes by HTTP, and how that went. */
export function WebhooksPanel() {
  const t = useTranslations('webhooks');
  const query = useEndpoints();
  const [isCreating, setCreating] = useState(false);
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      {t('create')}
    </Button>
  );
  return (
    <>
      <QueryView query={query} skeleton={<Skeleton h={320} />}>
        {({ webhookEndpoints: endpoints, changeTypes }) =>
          endpoints.length === 0 ? (
            <EmptyState icon={IconWebhook} title={t('empty')} hint={t('emptyHint')}>
              {create}
            </EmptyState>
          ) : (
            <>
              <Group justify="flex-end" mb="sm">
                {create}
              </Group>
              <EndpointTable endpoints={endpoints} changeTypes={changeTypes} />
              <DeliveryLog endpoints={endpoints} changeTypes={changeTypes} />
            </>
          )
        }
      </QueryView>
      {isCreating ? (
        <EndpointDialog changeTypes={query.data?.changeTypes ?? []} onClose={() => setCreating(false)} />
      ) : null}
      <DeliveryDrawer />
    </>
  );
}
