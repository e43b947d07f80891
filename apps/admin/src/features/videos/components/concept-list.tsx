'use client';

import { Checkbox, Group, ScrollArea, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { ConceptMark } from '../../../components/concept-mark.tsx';
import type { Element } from '../timeline/elements.ts';
import { colorOf } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import { useFormatTime, useLabelOf } from './video-context.ts';
import classes from './tables.module.css';

interface Props {
  readonly track: Track;
  readonly elements: readonly Element[];
  /** Concepts whose probability the timeline shows. */
  readonly heat: readonly number[];
  readonly onToggleHeat: (concept: number) => void;
}

/** Which concepts occur, how often and how long. */
export function ConceptList({ track, elements, heat, onToggleHeat }: Props) {
  const t = useTranslations('videos.concepts');
  const labelOf = useLabelOf(track);
  const format = useFormatTime();
  return (
    <section aria-label={t('label')}>
      <Text size="xs" c="dimmed" fw={600} mb={2}>
        {t('label')}
        <Text span size="xs" fw={400} ml={8}>
          {t('hint')}
        </Text>
      </Text>
      <ScrollArea.Autosize mah={300} type="auto" offsetScrollbars="y">
        <ul className={classes.plainList}>
          {elements.map(({ conceptIndex, count, totalMs }) => (
            <li key={conceptIndex} className={classes.concept}>
              {conceptIndex < 0 ? (
                <span className={classes.noCheck} />
              ) : (
                <Checkbox
                  size="xs"
                  checked={heat.includes(conceptIndex)}
                  onChange={() => onToggleHeat(conceptIndex)}
                  aria-label={t('heat', { label: labelOf(conceptIndex) })}
                />
              )}
              <Group gap={6} wrap="nowrap" style={{ flex: 1, minWidth: 0 }}>
                <ConceptMark color={colorOf(track, conceptIndex)} />
                <Text size="sm" lh={1.3}>
                  {labelOf(conceptIndex)}
                </Text>
              </Group>
              <Text size="xs" c="dimmed" className="figures">
                {t('count', { count })}
              </Text>
              <Text size="xs" ta="right" miw={62} className="figures">
                {format(totalMs)}
              </Text>
            </li>
          ))}
        </ul>
      </ScrollArea.Autosize>
    </section>
  );
}
