import type { VocabularyContents } from './concept-content.ts';
import { WORD_KINDS, wordsOf } from './concept-words.ts';
import type { WordKind } from './concept-words.ts';
import { foldText } from './fold-text.ts';
import { resolveConcepts } from './resolve-concepts.ts';

/** Which concepts a label of another program may mean. */
export interface LabelMatch {
  /** Ids of active concepts: one where the label is clear, several where it is not, else none. */
  readonly ids: readonly string[];
  /** As what the label was found; `id`: as the id or the notation. Null where it was not. */
  readonly kind: 'id' | WordKind | null;
}

/**
 * Finds concepts by what other programs call them, in any language, whichever way it is written: by id or notation, else by
 * label, by synonym, by reading. Of a deprecated concept, which is asked only where no active one is called so, what stands
 * in its place is meant.
 *
 * @param contents of the newest version
 */
export function labelMatcher(contents: VocabularyContents): (label: string) => LabelMatch {
  const targets = resolveConcepts([contents]);
  const kinds = ['id', ...WORD_KINDS] as const;
  const found = new Map(kinds.map((kind) => [kind, new Map<string, Set<string>>()]));
  for (const concept of contents.values()) {
    const words = { id: [concept.id], ...wordsOf(concept) };
    for (const kind of kinds) {
      const places = found.get(kind)!;
      for (const word of words[kind].map(keyOf)) places.set(word, (places.get(word) ?? new Set()).add(concept.id));
    }
  }
  return (label) => {
    for (const kind of kinds) {
      const called = [...(found.get(kind)!.get(keyOf(label)) ?? [])];
      const active = called.filter((id) => contents.get(id)?.status === 'active');
      const ids = active.length > 0 ? active : [...new Set(called.flatMap((id) => targets.get(id) ?? []))];
      if (ids.length > 0) return { ids, kind };
    }
    return { ids: [], kind: null };
  };
}

function keyOf(text: string): string {
  return foldText(text).replaceAll(/\s+/g, ' ');
}
