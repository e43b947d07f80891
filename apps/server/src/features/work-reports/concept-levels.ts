import type { VersionConcept } from '@actionary/database';

/** A version's hierarchy, by database ids of concepts. */
export interface ConceptLevels {
  readonly levelCount: number;
  /** The concept above, or itself, that is on a level; itself where it is above that. @param level 1: the top */
  readonly at: (conceptId: string, level: number | null) => string;
  /** Value of the facet `valueClass`, its own or that of the nearest concept above; `null` where none has any. */
  readonly valueClassOf: (conceptId: string) => string | null;
}

export function conceptLevels(concepts: readonly VersionConcept[]): ConceptLevels {
  const byExternalId = new Map(concepts.map((concept) => [concept.id, concept]));
  const paths = new Map(concepts.map((concept) => [concept.conceptId, pathOf(concept, byExternalId)]));
  return {
    levelCount: Math.max(0, ...Array.from(paths.values(), ({ length }) => length)),
    at: (conceptId, level) => {
      const path = paths.get(conceptId);
      return level === null || !path ? conceptId : path[Math.min(level, path.length) - 1]!.conceptId;
    },
    valueClassOf: (conceptId) => {
      const named = paths.get(conceptId)?.findLast(({ facets }) => facets['valueClass']?.[0]);
      return named?.facets['valueClass']?.[0] ?? null;
    },
  };
}

/** From the top to the concept itself. */
function pathOf(concept: VersionConcept, byExternalId: ReadonlyMap<string, VersionConcept>): VersionConcept[] {
  const above = concept.broaderId === null ? undefined : byExternalId.get(concept.broaderId);
  return above ? [...pathOf(above, byExternalId), concept] : [concept];
}
