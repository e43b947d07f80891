/** Kinds of work that a standard-work combination chart tells apart. */
export const WORK_KINDS = ['manual', 'machine', 'walk', 'wait'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** The facet of a vocabulary, and its values, in either language. */
const FACETS = ['workKind', '作業区分'];
const VALUES: Readonly<Record<string, WorkKind>> = {
  manual: 'manual',
  machine: 'machine',
  walk: 'walk',
  wait: 'wait',
  手作業: 'manual',
  自動送り: 'machine',
  歩行: 'walk',
  手待ち: 'wait',
};

/** @param facetOf first value of a facet, its own or that of what is above it */
export function workKindOf(facetOf: (facet: string) => string | undefined): WorkKind {
  const said = FACETS.map(facetOf).find((value) => value !== undefined && Object.hasOwn(VALUES, value));
  return said === undefined ? 'manual' : VALUES[said]!;
}
