'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';

export type RunState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

const COLORS: Readonly<Record<RunState, string>> = {
  queued: 'gray',
  running: 'teal',
  succeeded: 'green',
  failed: 'red',
  cancelled: 'gray',
};

/** State of anything that runs; told by its word, not by the colour alone. */
export function RunBadge({ state }: { readonly state: RunState }) {
  const t = useTranslations('common.run');
  return (
    <Badge
      variant={state === 'cancelled' ? 'outline' : 'light'}
      color={COLORS[state]}
      radius="sm"
      tt="none"
      fw={600}
      miw="max-content"
    >
      {t(state)}
    </Badge>
  );
}
