'use client';

import { Group, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';
import { memo } from 'react';
import { ConceptMark } from '../../../components/concept-mark.tsx';
import { formatPercent } from '../../../lib/format.ts';
import { rangesOf } from '../timeline/elements.ts';
import type { Element } from '../timeline/elements.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { colorOf } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import { useFormatTime, useLabelOf } from './video-context.ts';

interface Props {
  readonly clock: PlayerClock;
  readonly track: Track;
  readonly elements: readonly Element[];
  /** Segments that have been reviewed, by concept. */
  readonly reviewedCounts: ReadonlyMap<number, number>;
}

/** How long each concept takes. */
export const ElementTable = memo(function ElementTable({ clock, track, elements, reviewedCounts }: Props) {
  const t = useTranslations('videos.elements');
  const locale = useLocale();
  const format = useFormatTime();
  const labelOf = useLabelOf(track);
  const wholeMs = elements.reduce((sum, { totalMs }) => sum + totalMs, 0);
  const play = (conceptIndex: number) => {
    clock.setLoop(rangesOf(track, conceptIndex));
    clock.play();
  };
  return (
    <section aria-label={t('label')}>
      <Title order={2} size="h4">
        {t('label')}
      </Title>
      <Text size="xs" c="dimmed" mb={6}>
        {t('hint')}
      </Text>
      <Table.ScrollContainer minWidth={500} maxHeight={420}>
        <Table stickyHeader verticalSpacing={4} horizontalSpacing={8} aria-label={t('label')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('concept')}</Table.Th>
              {(['count', 'reviewed', 'mean', 'min', 'max', 'share'] as const).map((column) => (
                <Table.Th key={column} ta="right" style={{ whiteSpace: 'nowrap' }}>
                  {t(column)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {elements.map(({ conceptIndex, count, totalMs, minMs, maxMs }) => (
              <Table.Tr key={conceptIndex}>
                <Table.Td>
                  <UnstyledButton
                    fz="sm"
                    onClick={() => play(conceptIndex)}
                    aria-label={t('loop', { label: labelOf(conceptIndex) })}
                  >
                    <Group gap={6} wrap="nowrap">
                      <ConceptMark color={colorOf(track, conceptIndex)} />
                      {labelOf(conceptIndex)}
                      <IconRepeat size={13} opacity={0.55} aria-hidden />
                    </Group>
                  </UnstyledButton>
                </Table.Td>
                {[
                  count,
                  `${reviewedCounts.get(conceptIndex) ?? 0} / ${count}`,
                  format(totalMs / count),
                  format(minMs),
                  format(maxMs),
                  formatPercent(totalMs / Math.max(wholeMs, 1), locale),
                ].map((figure, column) => (
                  <Table.Td key={column} ta="right" style={{ whiteSpace: 'nowrap' }}>
                    {figure}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
});
