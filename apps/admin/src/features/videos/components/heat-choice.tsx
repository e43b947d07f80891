'use client';

import { Button, Checkbox, Group, Popover, ScrollArea, Stack, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { memo, useMemo } from 'react';
import { ConceptMark } from '../../../components/concept-mark.tsx';
import { colorOf } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import type { Heat } from './use-heat.ts';
import { useLabelOf } from './video-context.ts';

interface Props {
  readonly track: Track;
  readonly heat: Heat;
}

/** How many of the concepts have a row of probabilities in the timeline; on demand which, and why others have none. */
export const HeatChoice = memo(function HeatChoice({ track, heat }: Props) {
  const t = useTranslations('videos.heat');
  const { shown, likely } = heat;
  const concepts = useMemo(
    () => [...track.concepts.keys()].filter((index) => track.concepts[index]!.isActive || likely.has(index)),
    [track, likely],
  );
  const text = t('shown', { shown: shown.length, count: concepts.length });
  return (
    <Popover position="bottom-start" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={text} maw={380}>
        <ScrollArea.Autosize mah={320} type="auto" offsetScrollbars="y">
          <Choices track={track} heat={heat} concepts={concepts} />
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
});

function Choices({ track, heat, concepts }: Props & { readonly concepts: readonly number[] }) {
  const t = useTranslations('videos.heat');
  const labelOf = useLabelOf(track);
  const unlikely = concepts.filter((index) => !heat.likely.has(index));
  return (
    <Stack gap={8}>
      {concepts
        .filter((index) => heat.likely.has(index))
        .map((index) => (
          <Checkbox
            key={index}
            size="xs"
            checked={heat.shown.includes(index)}
            onChange={() => heat.toggle(index)}
            label={
              <Group gap={6} wrap="nowrap">
                <ConceptMark color={colorOf(track, index)} />
                {labelOf(index)}
              </Group>
            }
          />
        ))}
      {unlikely.length > 0 ? (
        <div>
          <Text size="xs" c="dimmed">
            {t('unlikely')}
          </Text>
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {unlikely.map((index) => (
              <Text key={index} component="li" size="xs">
                {labelOf(index)}
              </Text>
            ))}
          </ul>
        </div>
      ) : null}
    </Stack>
  );
}
