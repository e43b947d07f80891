'use client';

import { useLocalStorage } from '@mantine/hooks';
import { useMemo } from 'react';
import { columnsOf, languageOf } from '../model/columns.ts';
import type { Column } from '../model/columns.ts';

const NONE: readonly string[] = [];
const SHOWN_LANGUAGES = 2;

/** Which columns people want to see; remembered by the browser as what they have taken away and added. */
export function useColumns(languages: readonly string[]) {
  const [hidden, setHidden] = useLocalStorage<readonly string[]>({
    key: 'actionary-hidden-columns',
    defaultValue: NONE,
  });
  const [added, setAdded] = useLocalStorage<readonly string[]>({ key: 'actionary-added-columns', defaultValue: NONE });
  const all = useMemo(() => columnsOf(languages), [languages]);
  const further = useMemo(
    () => new Set(languages.slice(SHOWN_LANGUAGES).map((language) => `label:${language}`)),
    [languages],
  );
  const chosen = useMemo(() => {
    const isShown = (column: Column) => (further.has(column) ? added.includes(column) : !hidden.includes(column));
    const first = all.find(languageOf);
    return all.filter((column) => column === first || isShown(column));
  }, [all, further, hidden, added]);
  const choose = (columns: string[]) => {
    setHidden(all.filter((column) => !further.has(column) && !columns.includes(column)));
    setAdded(all.filter((column) => further.has(column) && columns.includes(column)));
  };
  return { all, chosen, choose };
}

export type ColumnChoice = ReturnType<typeof useColumns>;
