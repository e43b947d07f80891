'use client';

import { Checkbox, CloseButton, Group, Kbd, ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { memo, useMemo, useState } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import { ConceptMark } from '../../../components/concept-mark.tsx';
import { useShortcut } from '../../../lib/page-keys.tsx';
import type { Element } from '../reviewing/elements.ts';
import type { Reviewing } from '../reviewing/reviewing.ts';
import { shownConcepts } from '../reviewing/shown-concepts.ts';
import { colorOf } from '../timeline/track.ts';
import type { Track } from '../timeline/track.ts';
import classes from './tables.module.css';
import type { Heat } from './use-heat.ts';
import { useFormatTime, useLabelOf } from './video-context.ts';

interface Props {
  readonly track: Track;
  readonly elements: readonly Element[];
  readonly reviewing: Reviewing;
  readonly heat: Heat;
  /** The field that finds a concept. */
  readonly field: Ref<HTMLInputElement>;
}

/** The concepts: how often and how long they occur, by what was reviewed and recognised, and which of them to say. */
export const ConceptList = memo(function ConceptList({ track, elements, reviewing, heat, field }: Props) {
  const t = useTranslations('videos.concepts');
  const [search, setSearch] = useState('');
  const occurring = useMemo(() => new Map(elements.map((element) => [element.conceptIndex, element])), [elements]);
  const shown = useMemo(() => shownConcepts(track, [...occurring.keys()], search), [track, occurring, search]);
  const sayable = shown.filter((index) => track.concepts[index]!.isActive);
  const first = search.trim() !== '' && reviewing.isOpen ? sayable[0] : undefined;
  const say = (conceptIndex: number) => {
    reviewing.say(conceptIndex);
    setSearch('');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // Enter that ends a conversion into kanji is not meant.
    if ((event.key !== 'Enter' && event.key !== 'Escape') || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.key === 'Enter' && first === undefined) return;
    if (event.key === 'Enter' && first !== undefined) say(first);
    setSearch('');
    event.currentTarget.blur();
  };
  const rows = search === '' && occurring.has(-1) ? [...shown, -1] : shown;
  return (
    <section aria-label={t('label')}>
      <Group justify="space-between" wrap="nowrap" gap="xs" mb={4}>
        <Text size="xs" c="dimmed" fw={600}>
          {t('label')}
        </Text>
        <TextInput
          ref={field}
          size="xs"
          w={170}
          type="search"
          aria-label={t('find')}
          placeholder={t('find')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          rightSection={
            search === '' ? (
              <Kbd size="xs">F</Kbd>
            ) : (
              <CloseButton size="xs" aria-label={t('findClear')} onClick={() => setSearch('')} />
            )
          }
        />
      </Group>
      <ScrollArea.Autosize mah={330} type="auto" offsetScrollbars="y">
        <ul className={classes.plainList}>
          {rows.map((conceptIndex) => (
            <ConceptRow
              key={conceptIndex}
              track={track}
              conceptIndex={conceptIndex}
              element={occurring.get(conceptIndex)}
              keyCap={reviewing.keys.get(conceptIndex)}
              isFirst={conceptIndex === first}
              heat={heat}
              onSay={reviewing.isOpen ? say : null}
            />
          ))}
        </ul>
        {rows.length === 0 ? (
          <Text size="sm" c="dimmed" role="status">
            {t('findNone')}
          </Text>
        ) : null}
      </ScrollArea.Autosize>
    </section>
  );
});

interface RowProps {
  readonly track: Track;
  readonly conceptIndex: number;
  /** Absent: it does not occur. */
  readonly element: Element | undefined;
  readonly keyCap: string | undefined;
  /** Enter says it. */
  readonly isFirst: boolean;
  readonly heat: Heat;
  readonly onSay: ((concept: number) => void) | null;
}

function ConceptRow(props: RowProps) {
  const { track, conceptIndex, element, keyCap, isFirst, heat, onSay } = props;
  const t = useTranslations('videos.concepts');
  const tReview = useTranslations('videos.review');
  const format = useFormatTime();
  const shortcut = useShortcut();
  const label = useLabelOf(track)(conceptIndex);
  const name = (
    <>
      <ConceptMark color={colorOf(track, conceptIndex)} />
      <Text span size="sm" lh={1.3}>
        {label}
      </Text>
    </>
  );
  return (
    <li className={classes.concept} data-first={isFirst || undefined}>
      <span className={`${classes.key} key-cap`}>
        {keyCap === undefined ? null : <Kbd size="xs">{keyCap.toUpperCase()}</Kbd>}
      </span>
      {onSay && track.concepts[conceptIndex]?.isActive ? (
        <UnstyledButton
          className={classes.say}
          aria-label={tReview('say', { label })}
          aria-keyshortcuts={shortcut(keyCap)}
          onClick={() => onSay(conceptIndex)}
        >
          {name}
        </UnstyledButton>
      ) : (
        <span className={classes.say}>{name}</span>
      )}
      {element ? (
        <>
          <Text size="xs" c="dimmed" className="figures" style={{ flex: 'none' }}>
            {t('count', { count: element.times.count })}
          </Text>
          <Text size="xs" ta="right" miw={58} className="figures" style={{ flex: 'none' }}>
            {format(element.times.total)}
          </Text>
        </>
      ) : null}
      {heat.likely.has(conceptIndex) ? (
        <Checkbox
          size="xs"
          checked={heat.shown.includes(conceptIndex)}
          onChange={() => heat.toggle(conceptIndex)}
          aria-label={t('heat', { label })}
          title={t('heat', { label })}
        />
      ) : (
        <span className={classes.noCheck} />
      )}
    </li>
  );
}
