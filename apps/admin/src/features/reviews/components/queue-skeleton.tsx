'use client';

import { Skeleton, Stack } from '@mantine/core';

/** A list of reviews that is not there yet. */
export function QueueSkeleton() {
  return (
    <Stack gap="sm" aria-hidden>
      {[1, 2, 3, 4].map((place) => (
        <Skeleton key={place} height={132} />
      ))}
    </Stack>
  );
}
