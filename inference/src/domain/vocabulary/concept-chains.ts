/** Where one comes to by going from concept to concept: broader concepts, replacements. */
import type { VocabularyContents } from './concept-content.ts';

interface Chains {
  /** Where one comes to from each id: the last one, or one and the same of a circle. */
  readonly endOf: ReadonlyMap<string, string>;
  /** Each circle once, in its own order. */
  readonly circles: readonly (readonly string[])[];
}

/** Where one gets to from each id by going on and on; every id is passed once. */
export function followChains(ids: Iterable<string>, next: (id: string) => string | undefined): Chains {
  const endOf = new Map<string, string>();
  const circles: string[][] = [];
  for (const start of ids) {
    const path = new Set<string>();
    let id: string | undefined = start;
    let last = start;
    for (; id !== undefined && !endOf.has(id) && !path.has(id); id = next(id)) {
      path.add(id);
      last = id;
    }
    if (id !== undefined && path.has(id)) circles.push([...path].slice([...path].indexOf(id)));
    const end = id === undefined ? last : (endOf.get(id) ?? id);
    for (const passed of path) endOf.set(passed, end);
  }
  return { endOf, circles };
}

/** The ids from one over another to the end, or to the first that comes again. */
export function wayFrom(id: string, nextId: string, next: (id: string) => string | undefined): string[] {
  const way = new Set([id]);
  let at: string | undefined = nextId;
  for (; at !== undefined && !way.has(at); at = next(at)) way.add(at);
  return at === undefined ? [...way] : [...way, at];
}

export function broaderChains(contents: VocabularyContents): Chains {
  return followChains(contents.keys(), (id) => broaderIn(contents, id) ?? undefined);
}

/** The broader concept's id where the contents have it. */
function broaderIn(contents: VocabularyContents, id: string): string | null {
  const broaderId = contents.get(id)?.broaderId ?? null;
  return broaderId !== null && contents.has(broaderId) ? broaderId : null;
}

/**
 * Tells whether the one is above the other, at once: who is below stands in the same stretch of a walk down the tree.
 * A circle is cut before its first concept.
 */
export function compareHeights(contents: VocabularyContents): (upperId: string, lowerId: string) => boolean {
  const { order, broaderOf } = walkDown(contents);
  const startOf = new Map(order.map((id, index) => [id, index]));
  const sizeOf = new Map<string, number>();
  for (const id of order.toReversed()) {
    const size = (sizeOf.get(id) ?? 0) + 1;
    sizeOf.set(id, size);
    const broaderId = broaderOf(id);
    if (broaderId !== null) sizeOf.set(broaderId, (sizeOf.get(broaderId) ?? 0) + size);
  }
  return (upperId, lowerId) => {
    const distance = (startOf.get(lowerId) ?? Number.NaN) - (startOf.get(upperId) ?? Number.NaN);
    return distance > 0 && distance < (sizeOf.get(upperId) ?? 0);
  };
}

/** All ids, each followed by those below it. */
function walkDown(contents: VocabularyContents): { order: string[]; broaderOf: (id: string) => string | null } {
  const cut = new Set(broaderChains(contents).circles.map(([first]) => first));
  const broaderOf = (id: string): string | null => (cut.has(id) ? null : broaderIn(contents, id));
  const narrower = new Map<string | null, string[]>();
  for (const id of contents.keys()) pushTo(narrower, broaderOf(id), id);
  const order: string[] = [];
  const waiting = [...(narrower.get(null) ?? [])];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    order.push(id);
    for (const narrowerId of narrower.get(id) ?? []) waiting.push(narrowerId);
  }
  return { order, broaderOf };
}

/** Adds a value to the list of a key. */
export function pushTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
