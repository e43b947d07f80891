'use client';

import { Group, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';
import { memo } from 'react';
import { ConceptMark } from '../../../components/concept-mark.tsx';
import { ListTable } from '../../../components/list-table.tsx';
import { formatPercent } from '../../../lib/format.ts';
import type { Element } from '../reviewing/elements.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { colorOf } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import classes from './tables.module.css';
import { useFormatTime, useLabelOf } from './video-context.ts';

const COLUMNS = ['count', 'mean', 'min', 'max', 'share', 'reviewed'] as const;

interface Props {
  readonly clock: PlayerClock;
  readonly track: Track;
  readonly elements: readonly Element[];
}

/** How long each concept takes, by what was reviewed and, for the rest, recognised. */
export const ElementTable = memo(function ElementTable({ clock, track, elements }: Props) {
  const t = useTranslations('videos.elements');
  const wholeMs = elements.reduce((sum, { times }) => sum + times.total, 0);
  return (
    <section aria-label={t('label')}>
      <Title order={2} size="h4">
        {t('label')}
      </Title>
      <Text size="xs" c="dimmed" mb={6}>
        {t('hint')}
      </Text>
      <ListTable label={t('label')} minWidth={460} maxHeight={420}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th px={6}>{t('concept')}</Table.Th>
            {COLUMNS.map((column) => (
              <Table.Th key={column} px={6} ta="right" className={classes.whole}>
                {t(column)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {elements.map((element) => (
            <ElementRow key={element.conceptIndex} clock={clock} track={track} element={element} wholeMs={wholeMs} />
          ))}
        </Table.Tbody>
      </ListTable>
    </section>
  );
});

interface RowProps {
  readonly clock: PlayerClock;
  readonly track: Track;
  readonly element: Element;
  /** Of all elements. */
  readonly wholeMs: number;
}

function ElementRow({ clock, track, element, wholeMs }: RowProps) {
  const { conceptIndex, occurrences, times, reviewedMs } = element;
  const t = useTranslations('videos.elements');
  const locale = useLocale();
  const format = useFormatTime();
  const label = useLabelOf(track)(conceptIndex);
  const figures = {
    count: String(times.count),
    mean: format(times.mean),
    min: format(times.min),
    max: format(times.max),
    share: formatPercent(times.total / Math.max(wholeMs, 1), locale),
    reviewed: formatPercent(reviewedMs / Math.max(times.total, 1), locale),
  };
  const play = () => {
    clock.setLoop(occurrences);
    clock.play();
  };
  return (
    <Table.Tr>
      <Table.Td px={6}>
        <UnstyledButton fz="sm" onClick={play} aria-label={t('loop', { label })}>
          <Group gap={6} wrap="nowrap">
            <ConceptMark color={colorOf(track, conceptIndex)} />
            {label}
            <IconRepeat size={13} opacity={0.55} aria-hidden style={{ flex: 'none' }} />
          </Group>
        </UnstyledButton>
      </Table.Td>
      {COLUMNS.map((column) => (
        <Table.Td key={column} px={6} ta="right" className={classes.whole} data-label={t(column)}>
          {figures[column]}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
