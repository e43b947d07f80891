import { Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './track-view.module.css';

/** As {@link TrackView}, before the segments are there. */
export function TrackSkeleton({ player }: { readonly player: ReactNode }) {
  return (
    <Stack gap="md">
      <div className={classes.top}>
        <div>{player}</div>
        <Skeleton h={360} />
        <Skeleton h={360} />
      </div>
      <Skeleton h={180} />
      <Skeleton h={420} />
    </Stack>
  );
}
