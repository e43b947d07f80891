'use client';

import { MultiSelect, Select } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState } from 'react';
import type { VocabularyContents } from '@actionary/inference/domain';
import { labelOf } from '../model/concept.ts';
import type { Concept } from '../model/concept.ts';
import { findConcepts } from '../model/concept-tree.ts';

const MAX_OPTIONS = 50;

interface Common {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly contents: VocabularyContents;
  /** Languages of the labels, the first that there is counts. */
  readonly languages: readonly string[];
  /** Concepts that cannot be chosen. */
  readonly without: ReadonlySet<string>;
  readonly readOnly?: boolean;
}

interface OneProps extends Common {
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

/** A concept of the draft, searched in any script. */
export function ConceptSelect({ contents, languages, without, value, onChange, ...props }: OneProps) {
  const t = useTranslations('vocabularies.hint');
  const { options, listen } = useOptions(contents, languages, without, value === null ? [] : [value]);
  return (
    <Select
      {...props}
      {...listen}
      data={options}
      value={value !== null && contents.has(value) ? value : null}
      searchable
      clearable={!props.readOnly}
      filter={({ options: given }) => given}
      nothingFoundMessage={t('nothingFound')}
      onChange={onChange}
    />
  );
}

interface SeveralProps extends Common {
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
}

/** Some concepts of the draft. */
export function ConceptMultiSelect({ contents, languages, without, value, onChange, ...props }: SeveralProps) {
  const t = useTranslations('vocabularies.hint');
  const { options, listen } = useOptions(contents, languages, without, value);
  return (
    <MultiSelect
      {...props}
      {...listen}
      data={options}
      value={[...value]}
      searchable
      clearable={!props.readOnly}
      filter={({ options: given }) => given}
      nothingFoundMessage={t('nothingFound')}
      onChange={onChange}
    />
  );
}

/** Only while it is open, and only so many, are there options at all besides what is chosen. */
function useOptions(
  contents: VocabularyContents,
  languages: readonly string[],
  without: ReadonlySet<string>,
  chosen: readonly string[],
) {
  const [isOpen, setIsOpen] = useState(false);
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const options = useMemo(() => {
    const kept = chosen.flatMap((id) => contents.get(id) ?? []);
    const usable = isOpen ? [...contents.values()].filter(({ id }) => !without.has(id)) : [];
    const isChosen = kept.some((concept) => textOf(concept, languages) === wanted);
    const found = findConcepts(usable, isChosen ? '' : wanted, MAX_OPTIONS);
    return [...new Set([...kept, ...found])].map((concept) => ({
      value: concept.id,
      label: textOf(concept, languages),
    }));
  }, [isOpen, contents, languages, without, chosen, wanted]);
  const listen = {
    onDropdownOpen: () => setIsOpen(true),
    onDropdownClose: () => setIsOpen(false),
    onSearchChange: setSearch,
  };
  return { options, listen };
}

function textOf(concept: Concept, languages: readonly string[]): string {
  return [concept.notation, labelOf(concept, languages)].filter(Boolean).join(' ');
}
