import { compareSiblings, foldLines, hasTerms, searchTerms, wordsOf } from '@actionary/inference/domain';
import type { Concept } from './concept.ts';
import type { EditorConcept } from './typing.ts';

/** A line of the grid. */
export interface ConceptRow extends EditorConcept {
  /** 0 for a concept without a broader one. */
  readonly depth: number;
  readonly narrowerCount: number;
  readonly isOpen: boolean;
  /** False where it is shown only because something below it is searched for. */
  readonly isMatch: boolean;
  /** Key of the broader concept's line. */
  readonly parentKey: string | null;
}

export interface TreeOptions {
  /** External ids of concepts whose narrower ones are hidden. */
  readonly closed: ReadonlySet<string>;
  /** Words that all have to be found in a concept, in any script. While there are some, everything is open. */
  readonly search: string;
}

/** Concepts as an indented list: by position, then by external id, below their broader concept. */
export function conceptRows(concepts: readonly EditorConcept[], { closed, search }: TreeOptions): ConceptRow[] {
  const terms = searchTerms(search);
  const ids = new Set(concepts.map(({ concept }) => concept.id));
  const below = Map.groupBy(sorted(concepts), ({ concept: { broaderId } }) =>
    broaderId !== null && ids.has(broaderId) ? broaderId : null,
  );
  const rows: ConceptRow[] = [];
  const isSearching = terms.length > 0;
  const visited = new Set<string>();
  const visit = (one: EditorConcept, depth: number, parentKey: string | null): boolean => {
    visited.add(one.key);
    const narrower = (below.get(one.concept.id) ?? []).filter(({ key }) => !visited.has(key));
    const isOpen = isSearching || !closed.has(one.concept.id);
    const isMatch = one.isNew || matches(one.concept, terms);
    const place = rows.length;
    rows.push({ ...one, depth, narrowerCount: narrower.length, isOpen, isMatch, parentKey });
    if (!isOpen) return isMatch;
    const found = narrower.map((child) => visit(child, depth + 1, one.key));
    if (isMatch || found.includes(true)) return true;
    rows.length = place;
    return false;
  };
  for (const root of below.get(null) ?? []) visit(root, 0, null);
  if (!isSearching && closed.size === 0) {
    // Edits of two people together can close a circle: it stays on the screen, so that it can be opened again.
    for (const one of concepts) if (!visited.has(one.key)) visit(one, 0, null);
  }
  return rows;
}

/** The rows, each as the same object as before where nothing about it is different: then its line need not be drawn again. */
export function sameRows(before: readonly ConceptRow[], rows: readonly ConceptRow[]): readonly ConceptRow[] {
  const known = new Map(before.map((row) => [row.key, row]));
  return rows.map((row) => {
    const old = known.get(row.key);
    return old && ROW_FIELDS.every((field) => old[field] === row[field]) ? old : row;
  });
}

/** Key of the row to go on with once some have gone: the next one that stays, else the one before; null where none is left. */
export function neighbourOf(rows: readonly ConceptRow[], gone: ReadonlySet<string>): string | null {
  const first = rows.findIndex(({ key }) => gone.has(key));
  const staying = (row: ConceptRow) => !gone.has(row.key);
  const next = rows.slice(first + 1).find(staying) ?? rows.slice(0, Math.max(0, first)).findLast(staying);
  return next?.key ?? null;
}

const ROW_FIELDS = ['concept', 'isNew', 'depth', 'narrowerCount', 'isOpen', 'isMatch', 'parentKey'] as const;

/** The first concepts in which all words of a search are found. */
export function findConcepts(concepts: readonly Concept[], search: string, maxCount: number): Concept[] {
  const terms = searchTerms(search);
  const found: Concept[] = [];
  for (const concept of concepts) {
    if (found.length === maxCount) break;
    if (matches(concept, terms)) found.push(concept);
  }
  return found;
}

const haystacks = new WeakMap<Concept, string>();

function matches(concept: Concept, terms: readonly string[]): boolean {
  if (terms.length === 0) return true;
  const haystack = haystacks.get(concept) ?? haystackOf(concept);
  haystacks.set(concept, haystack);
  return hasTerms(haystack, terms);
}

/** What it is called, and what else is said of it. */
function haystackOf(concept: Concept): string {
  const { id, definitions, prompts } = concept;
  const words = Object.values(wordsOf(concept)).flat();
  return foldLines([id, ...words, ...Object.values(prompts).flat(), ...Object.values(definitions)]);
}

function sorted(concepts: readonly EditorConcept[]): EditorConcept[] {
  return concepts.toSorted((one, other) => compareSiblings(one.concept, other.concept));
}
