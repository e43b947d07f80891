'use client';

import { Button, Checkbox, Group, Popover, SegmentedControl, Stack } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReviewTrack } from '../../../../generated/graphql.ts';
import type { ShownLane } from '../api/use-reviews.ts';
import { OTHER_TRACKS, useShownTracks } from './use-shown-tracks.ts';

interface Props {
  readonly lanes: readonly ShownLane[];
  /** The track that is spoken of. */
  readonly written: ReviewTrack;
  readonly onWrite: (track: ReviewTrack) => void;
}

/** Which tracks are on show beside the work, and which of all is spoken of. */
export function TrackSwitches({ lanes, written, onWrite }: Props) {
  const t = useTranslations('videos.tracks');
  const [shown, show] = useShownTracks();
  const choose = (tracks: readonly string[]) => {
    if (!tracks.includes(written)) onWrite('work');
    show(tracks);
  };
  return (
    <Group gap={4} mr="xs">
      <Popover position="bottom-end" withinPortal trapFocus returnFocus>
        <Popover.Target>
          <Button variant="default" size="compact-sm" leftSection={<IconStack2 size={16} aria-hidden />}>
            {t('show')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('show')}>
          <Checkbox.Group value={[...shown]} onChange={choose} label={t('beside')}>
            <Stack gap="xs" mt="xs">
              {OTHER_TRACKS.map((track) => (
                <Checkbox key={track} value={track} label={t(`name.${track}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
        </Popover.Dropdown>
      </Popover>
      {lanes.length > 1 ? (
        <SegmentedControl
          size="xs"
          aria-label={t('write')}
          title={t('writeHint')}
          value={written}
          onChange={(track) => onWrite(track as ReviewTrack)}
          data={lanes.map(({ track }) => ({ value: track, label: t(`name.${track}`) }))}
        />
      ) : null}
    </Group>
  );
}
