'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';

type RunState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

const COLORS: Readonly<Record<RunState, string>> = {
  queued: 'gray',
  running: 'teal',
  succeeded: 'green',
  failed: 'red',
  cancelled: 'gray',
};

interface Props {
  readonly state: RunState;
  /** Some of what it was about has failed. */
  readonly hasFailures?: boolean;
  /** It waits until a person lets it go on. */
  readonly isPaused?: boolean;
}

/** State of anything that runs; told by its word, not by the colour alone. */
export function RunBadge({ state, hasFailures = false, isPaused = false }: Props) {
  const t = useTranslations('common.run');
  const isPartial = state === 'succeeded' && hasFailures;
  return (
    <Badge
      variant={state === 'cancelled' ? 'outline' : 'light'}
      color={isPartial ? 'yellow' : isPaused ? 'blue' : COLORS[state]}
      radius="sm"
      tt="none"
      fw={600}
      miw="max-content"
    >
      {t(isPartial ? 'partial' : isPaused ? 'paused' : state)}
    </Badge>
  );
}
