import type { NamedThingFragment } from '../../generated/graphql.ts';

/** What something was done to, or has happened to. */
export interface NamedThing {
  readonly id: string;
  /** The name of its type; null: it has gone, and nothing else tells. */
  readonly type: string | null;
  /** As it is now; null: it has gone. */
  readonly node: NamedThingFragment | null;
}

/** Pages of one thing, by its type. */
const PAGES: Readonly<Record<string, string>> = {
  Adapter: '/adapters',
  Calibration: '/calibrations',
  Evaluation: '/evaluations',
  PromptSet: '/prompts',
  Recognition: '/recognitions',
  Video: '/videos',
  Vocabulary: '/vocabularies',
};

/** Where it is shown; null: it has no page of its own, or has gone. */
export function placeOf({ id, type, node }: NamedThing): string | null {
  const page = type !== null && Object.hasOwn(PAGES, type) ? PAGES[type] : undefined;
  return node && page ? `${page}/${id}` : null;
}

/** What people call it; null: it has no name, or has gone. */
export function nameOf({ node }: Pick<NamedThing, 'node'>): string | null {
  if (!node) return null;
  if ('url' in node) return node.url;
  if ('recipe' in node) return node.recipe.name;
  if ('vocabulary' in node) return node.vocabulary.name;
  return 'name' in node ? node.name : null;
}
