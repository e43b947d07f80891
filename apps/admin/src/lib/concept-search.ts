import type { ComboboxItem, ComboboxParsedItem, OptionsFilter } from '@mantine/core';
import { foldLines, hasTerms, searchTerms } from '@actionary/inference/domain';
import type { ConceptWordsFragment } from '../../generated/graphql.ts';

/** Labels in every language, synonyms and readings. */
export function namesOf({ prefLabels, altLabels, hiddenLabels }: Omit<ConceptWordsFragment, 'notation'>): string[] {
  return [...prefLabels.map(({ text }) => text), ...[...altLabels, ...hiddenLabels].flatMap(({ texts }) => texts)];
}

/** What a concept is found by: its names and its notation, folded. */
export function searchTextOf({ notation, ...names }: ConceptWordsFragment): string {
  return foldLines([notation ?? '', ...namesOf(names)]);
}

/** An option of a field that is found by more than its label. */
interface SearchedOption extends ComboboxItem {
  /** Folded, see {@link searchTextOf}. */
  readonly searchText?: string;
}

/** Of options in a field, those in which all that is typed is found, whichever way it is written. */
export const foldedFilter: OptionsFilter = ({ options, search, limit }) => {
  const terms = searchTerms(search);
  const isFound = (option: SearchedOption) =>
    hasTerms(`${foldLines([option.label])}\n${option.searchText ?? ''}`, terms);
  const found: ComboboxParsedItem[] = [];
  for (const option of options) {
    if (found.length >= limit) break;
    if (!('group' in option)) {
      if (isFound(option)) found.push(option);
      continue;
    }
    const items = option.items.filter(isFound);
    if (items.length > 0) found.push({ ...option, items });
  }
  return found;
};
