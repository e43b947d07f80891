import type { ComboboxItem, ComboboxParsedItem, OptionsFilter } from '@mantine/core';
import { foldLines, hasTerms, searchTerms } from '@actionary/inference/domain';
import type { ConceptWordsFragment } from '../../generated/graphql.ts';

/** What a concept is found by: labels in every language, synonyms, readings and notation, folded. */
export function searchTextOf({ notation, prefLabels, altLabels, hiddenLabels }: ConceptWordsFragment): string {
  const lists = [...altLabels, ...hiddenLabels].flatMap(({ texts }) => texts);
  return foldLines([notation ?? '', ...prefLabels.map(({ text }) => text), ...lists]);
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
