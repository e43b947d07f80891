import type { AuditSubject } from '../api/use-audit.ts';

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
export function subjectPlace({ id, type, node }: Pick<AuditSubject, 'id' | 'type' | 'node'>): string | null {
  const page = Object.hasOwn(PAGES, type) ? PAGES[type] : undefined;
  return node && page ? `${page}/${id}` : null;
}

/** What people call it; null: it has no name, or has gone. */
export function subjectName({ node }: Pick<AuditSubject, 'node'>): string | null {
  if (!node) return null;
  if ('url' in node) return node.url;
  if ('recipe' in node) return node.recipe.name;
  if ('vocabulary' in node) return node.vocabulary.name;
  return 'name' in node ? node.name : null;
}
