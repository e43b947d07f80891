'use client';

import { useTranslations } from 'next-intl';
import type { DeliveryState } from '../../../../generated/graphql.ts';
import { Tag } from '../../../components/tag.tsx';

const COLORS = { waiting: 'yellow', sending: 'blue', succeeded: 'teal', failed: 'red' } as const;

export function DeliveryStateTag({ state }: { readonly state: DeliveryState }) {
  const t = useTranslations('webhooks.deliveryState');
  return <Tag color={COLORS[state]}>{t(state)}</Tag>;
}
