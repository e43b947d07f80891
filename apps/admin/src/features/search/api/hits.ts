import { foldText } from '@actionary/inference/domain';
import type { SearchQuery } from '../../../../generated/graphql.ts';
import { namesOf } from '../../../lib/concept-search.ts';

type Found = SearchQuery['search'][number];

/** Groups of results, in the order they are shown. */
const HIT_KINDS = ['Page', 'Video', 'ConceptContent', 'Vocabulary', 'VideoLibrary', 'EquipmentNode', 'Recipe'] as const;
export type HitKind = (typeof HIT_KINDS)[number];

/** Something found, and where it is. */
export interface Hit {
  readonly key: string;
  readonly kind: HitKind;
  readonly label: string;
  /** Another name or reading of it, by which it was found; null where the label tells why. */
  readonly matched: string | null;
  /** Tells it from others of its name. */
  readonly detail: string;
  readonly href: string;
}

/** @param text that was searched for */
export function hitOf(found: Found, text: string): Hit {
  const { label, detail, href } = describe(found);
  const matched = found.__typename === 'ConceptContent' ? matchedName(found, text) : null;
  return { key: found.id, kind: found.__typename, label, matched, detail, href };
}

type FoundConcept = Extract<Found, { readonly __typename: 'ConceptContent' }>;

function matchedName({ label, ...names }: FoundConcept, text: string): string | null {
  const wanted = foldText(text);
  const has = (name: string) => foldText(name).includes(wanted);
  if (has(label)) return null;
  return namesOf(names).find(has) ?? null;
}

function describe(found: Found): Pick<Hit, 'label' | 'detail' | 'href'> {
  const pathOf = (path: readonly { readonly name: string }[]) => path.map(({ name }) => name).join(' ▸ ');
  switch (found.__typename) {
    case 'ConceptContent': {
      const { id, name } = found.version.vocabulary;
      const detail = [found.notation, name].filter(Boolean).join(' · ');
      return { label: found.label, detail, href: `/vocabularies/${id}?concept=${found.id}` };
    }
    case 'EquipmentNode':
      return { label: found.name, detail: pathOf(found.path.slice(0, -1)), href: `/libraries?node=${found.id}` };
    case 'Recipe':
      return { label: found.name, detail: found.externalId, href: `/recognitions/new?recipe=${found.id}` };
    case 'Video':
      return { label: found.name, detail: found.library.name, href: `/videos/${found.id}` };
    case 'VideoLibrary':
      return { label: found.name, detail: pathOf(found.equipmentNode.path), href: `/libraries?library=${found.id}` };
    case 'Vocabulary':
      return { label: found.name, detail: '', href: `/vocabularies/${found.id}` };
  }
}

/** Results by kind, each kind in the order of its results. */
export function groupHits(hits: readonly Hit[]): { readonly kind: HitKind; readonly hits: readonly Hit[] }[] {
  return HIT_KINDS.map((kind) => ({ kind, hits: hits.filter((hit) => hit.kind === kind) })).filter(
    (group) => group.hits.length > 0,
  );
}
