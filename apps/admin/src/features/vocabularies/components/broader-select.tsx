'use client';

import { Select } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState } from 'react';
import { labelOf } from '../model/concept.ts';
import { findConcepts, narrowerIds } from '../model/concept-tree.ts';
import type { TabProps } from './concept-panel.tsx';

const MAX_OPTIONS = 50;

/** The broader concept, searched in any script. Only while it is open, and only so many, are there options at all. */
export function BroaderSelect({ one, concepts, languages, isReadOnly, problems, onChange }: TabProps) {
  const t = useTranslations('vocabularies');
  const { externalId, broaderId } = one.concept;
  const [isOpen, setIsOpen] = useState(false);
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const chosen = useMemo(
    () => concepts.find(({ concept }) => concept.externalId === broaderId)?.concept,
    [concepts, broaderId],
  );
  const options = useMemo(() => {
    const all = isOpen ? concepts.map(({ concept }) => concept) : [];
    const below = new Set([externalId, ...narrowerIds(all, externalId)]);
    const usable = all.filter((other) => !below.has(other.externalId));
    const isChosen = chosen !== undefined && wanted === textOf(chosen, languages);
    const found = findConcepts(usable, isChosen ? '' : wanted, MAX_OPTIONS);
    const shown = chosen && !found.includes(chosen) ? [chosen, ...found] : found;
    return shown.map((other) => ({ value: other.externalId, label: textOf(other, languages) }));
  }, [isOpen, concepts, externalId, chosen, wanted, languages]);
  return (
    <Select
      label={t('field.broaderId')}
      placeholder={t('hint.noBroader')}
      data={options}
      value={chosen ? broaderId : null}
      readOnly={isReadOnly}
      searchable
      clearable={!isReadOnly}
      filter={({ options: given }) => given}
      nothingFoundMessage={t('hint.nothingFound')}
      error={problems.broaderId}
      onDropdownOpen={() => setIsOpen(true)}
      onDropdownClose={() => setIsOpen(false)}
      onSearchChange={setSearch}
      onChange={(id) => onChange({ broaderId: id })}
    />
  );
}

function textOf(concept: Parameters<typeof labelOf>[0], languages: readonly string[]): string {
  return [concept.notation, labelOf(concept, languages)].filter(Boolean).join(' ');
}
