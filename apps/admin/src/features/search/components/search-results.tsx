'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { groupHits, Hit } from '../api/hits.ts';
import classes from './search-dialog.module.css';

interface Props {
  /** Prefix of the options' ids. */
  readonly id: string;
  readonly groups: ReturnType<typeof groupHits>;
  readonly chosen: Hit | undefined;
  readonly onOpen: (hit: Hit) => void;
}

export function SearchResults({ id, groups, chosen, onOpen }: Props) {
  const t = useTranslations('search');
  return (
    <div role="listbox" id={`${id}-list`} aria-label={t('results')} className={classes.list}>
      {groups.map(({ kind, hits }) => (
        <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
          <div id={`${id}-${kind}`} className={classes.kind}>
            {t(`kind.${kind}`)}
          </div>
          {hits.map((hit) => (
            <Option key={hit.key} id={`${id}-${hit.key}`} hit={hit} isChosen={hit === chosen} onOpen={onOpen} />
          ))}
        </div>
      ))}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly hit: Hit;
  readonly isChosen: boolean;
  readonly onOpen: (hit: Hit) => void;
}

function Option({ id, hit, isChosen, onOpen }: OptionProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <div
      ref={place}
      id={id}
      role="option"
      aria-selected={isChosen}
      className={classes.option}
      // Keeps the focus in the field.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onOpen(hit)}
    >
      <span>
        {hit.label}
        {hit.matched === null ? null : (
          <Text component="span" size="xs" c="dimmed" ml={8}>
            {hit.matched}
          </Text>
        )}
      </span>
      <Text component="span" size="xs" c="dimmed" ta="right">
        {hit.detail}
      </Text>
    </div>
  );
}
