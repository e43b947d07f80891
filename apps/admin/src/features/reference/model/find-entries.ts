import { REFERENCE_KINDS } from './reference.ts';
import type { ReferenceEntry, ReferenceKind } from './reference.ts';

/** What a list of names shows of an entry, and what it can be found by. */
export type OutlineEntry = Pick<
  ReferenceEntry,
  'kind' | 'name' | 'section' | 'permission' | 'isNew' | 'deprecation'
> & {
  /** What is said of it, and the names of its fields. */
  readonly words: string;
};

export interface FoundEntries {
  readonly kind: ReferenceKind;
  readonly entries: readonly OutlineEntry[];
}

/** All there is of a kind; where something is looked for, what there is of the others, too, behind it. */
export function findEntries(
  outline: readonly OutlineEntry[],
  { kind, search, isNewOnly }: { readonly kind: ReferenceKind; readonly search: string; readonly isNewOnly: boolean },
): FoundEntries[] {
  const wanted = search.trim().toLowerCase();
  const found = outline.filter((entry) => (entry.isNew || !isNewOnly) && isFound(entry, wanted));
  const kinds = wanted === '' ? [kind] : [kind, ...REFERENCE_KINDS.filter((each) => each !== kind)];
  return kinds
    .map((each) => ({ kind: each, entries: found.filter((entry) => entry.kind === each) }))
    .filter(({ entries }) => entries.length > 0);
}

/** Names have no spaces between their words. */
function isFound({ name, section, words }: OutlineEntry, wanted: string): boolean {
  if (name.toLowerCase().includes(wanted.replaceAll(/\s/g, ''))) return true;
  return `${section} ${words}`.toLowerCase().includes(wanted);
}

/** @param entry in full */
export function outlineOf({
  kind,
  name,
  section,
  permission,
  isNew,
  deprecation,
  description,
  fields,
}: ReferenceEntry): OutlineEntry {
  const words = [description ?? '', ...fields.map((field) => field.name)].join(' ');
  return { kind, name, section, permission, isNew, deprecation, words };
}
