import { cleanConcept, EMPTY_CONCEPT } from './concept.ts';
import type { Concept, ConceptField } from './concept.ts';
import { differingFields, isSame } from './concept-difference.ts';
import { proposeExternalId } from './external-id.ts';

/** What someone else has made of a field that has been edited here, too. */
export interface Conflict {
  readonly field: ConceptField;
  readonly theirs: Concept[ConceptField];
}

/** What has been typed about one concept and is not saved. */
interface Edit {
  /** As it is saved; null for a new concept. */
  readonly base: Concept | null;
  readonly concept: Concept;
  /** Whether a person chose the external id of a new concept. */
  readonly hasChosenId: boolean;
  readonly conflicts: readonly Conflict[];
}

/** By key: the external id of a saved concept; what `newKey` makes for a new one. */
export type Edits = ReadonlyMap<string, Edit>;

export const NO_EDITS: Edits = new Map();

/** A concept of the draft as it is seen: saved, changed or new. */
export interface EditorConcept {
  readonly key: string;
  readonly concept: Concept;
  readonly state: 'saved' | 'changed' | 'new';
}

/** A key that no external id can be, since those do not begin with a space. */
export function newKey(number: number): string {
  return ` new ${number}`;
}

/** The saved concepts with what has been typed in their place, new ones at the end. */
export function withEdits(saved: readonly Concept[], edits: Edits): EditorConcept[] {
  const seen = saved.map((concept): EditorConcept => {
    const edit = edits.get(concept.externalId);
    const key = concept.externalId;
    return edit ? { key, concept: edit.concept, state: 'changed' } : { key, concept, state: 'saved' };
  });
  const added = [...edits].filter(([, { base }]) => base === null);
  return [...seen, ...added.map(([key, { concept }]): EditorConcept => ({ key, concept, state: 'new' }))];
}

/** Takes over what has been typed into a concept; an edit that leaves nothing changed is none. Spaces count while typing. */
export function changeConcept(edits: Edits, saved: readonly Concept[], key: string, change: Partial<Concept>): Edits {
  const edit = edits.get(key) ?? editOf(saved.find(({ externalId }) => externalId === key));
  const hasChosenId = edit.hasChosenId || change.externalId !== undefined;
  const concept = withProposedId({ ...edit, hasChosenId, concept: { ...edit.concept, ...change } }, edits, saved, key);
  const next = new Map(edits);
  if (edit.base && differingFields(edit.base, concept).length === 0) next.delete(key);
  else next.set(key, { ...edit, hasChosenId, concept });
  return followId(next, edit.concept.externalId, concept.externalId);
}

/** Adds new concepts behind all others, each with an external id of its own. */
export function addConcepts(
  edits: Edits,
  saved: readonly Concept[],
  concepts: readonly (Partial<Concept> & { readonly key: string })[],
): Edits {
  const next = new Map(edits);
  const all = withEdits(saved, edits).map(({ concept }) => concept);
  const taken = new Set(all.map(({ externalId }) => externalId));
  let position = all.reduce((last, concept) => Math.max(last, concept.position), -1);
  for (const { key, ...given } of concepts) {
    position += 1;
    const concept = { ...EMPTY_CONCEPT, position, ...given };
    const externalId = proposeExternalId(concept, taken);
    taken.add(externalId);
    next.set(key, { base: null, concept: { ...concept, externalId }, hasChosenId: false, conflicts: [] });
  }
  return next;
}

/** Without the edits of some concepts: they are saved, or given up. */
function dropEdits(edits: Edits, keys: Iterable<string>): Edits {
  const next = new Map(edits);
  for (const key of keys) next.delete(key);
  return next;
}

/**
 * After `sent` has been saved: what was typed while that took stays, upon what is saved now.
 */
export function settleEdits(edits: Edits, sent: Edits): Edits {
  const next = new Map(edits);
  for (const [key, edit] of sent) {
    const current = next.get(key);
    next.delete(key);
    if (!current || current === edit) continue;
    const base = cleanConcept(edit.concept);
    next.set(base.externalId, { ...current, base, conflicts: [] });
  }
  return next;
}

/**
 * Puts edits upon what someone else has saved meanwhile: a field that only they have changed is theirs, one that both
 * have changed stays as typed here and is told as a conflict. A concept that they have removed becomes a new one.
 */
export function rebaseEdits(edits: Edits, saved: readonly Concept[]): Edits {
  const byId = new Map(saved.map((concept) => [concept.externalId, concept]));
  const rebased = [...edits].flatMap(([key, edit]): [string, Edit][] => {
    if (!edit.base) return [[key, edit]];
    const theirs = byId.get(key);
    if (!theirs) return [[key, { ...edit, base: null, hasChosenId: true }]];
    const next = rebase(edit, edit.base, theirs);
    return differingFields(theirs, cleanConcept(next.concept)).length === 0 ? [] : [[key, next]];
  });
  return new Map(rebased);
}

function rebase(edit: Edit, base: Concept, theirs: Concept): Edit {
  const changedThere = differingFields(base, theirs);
  if (changedThere.length === 0) return edit;
  const changedHere = new Set(differingFields(base, cleanConcept(edit.concept)));
  const taken = changedThere.filter((field) => !changedHere.has(field));
  const conflicts = changedThere
    .filter((field) => changedHere.has(field) && !isSame(edit.concept[field], theirs[field]))
    .map((field): Conflict => ({ field, theirs: theirs[field] }));
  const concept = { ...edit.concept, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) };
  const known = edit.conflicts.filter(({ field }) => !changedThere.includes(field));
  return { ...edit, base: theirs, concept, conflicts: [...known, ...conflicts] };
}

function editOf(base: Concept | undefined): Edit {
  return { base: base ?? null, concept: base ?? EMPTY_CONCEPT, hasChosenId: false, conflicts: [] };
}

function withProposedId(edit: Edit, edits: Edits, saved: readonly Concept[], key: string): Concept {
  if (edit.base || edit.hasChosenId) return edit.concept;
  const others = withEdits(saved, edits).filter((other) => other.key !== key);
  const taken = new Set(others.map(({ concept }) => concept.externalId));
  return { ...edit.concept, externalId: proposeExternalId(edit.concept, taken) };
}

/** New concepts may lie below a new one whose external id is still changing. */
function followId(edits: Map<string, Edit>, from: string, to: string): Edits {
  if (from === to || from === '') return edits;
  for (const [key, edit] of edits) {
    if (edit.concept.broaderId === from) edits.set(key, { ...edit, concept: { ...edit.concept, broaderId: to } });
  }
  return edits;
}

export type EditAction =
  | {
      readonly type: 'change';
      readonly saved: readonly Concept[];
      readonly key: string;
      readonly change: Partial<Concept>;
    }
  | {
      readonly type: 'add';
      readonly saved: readonly Concept[];
      readonly added: readonly (Partial<Concept> & { readonly key: string })[];
    }
  | { readonly type: 'drop'; readonly keys: Iterable<string> }
  | { readonly type: 'settle'; readonly sent: Edits }
  | { readonly type: 'rebase'; readonly saved: readonly Concept[] };

export function reduceEdits(edits: Edits, action: EditAction): Edits {
  switch (action.type) {
    case 'change':
      return changeConcept(edits, action.saved, action.key, action.change);
    case 'add':
      return addConcepts(edits, action.saved, action.added);
    case 'drop':
      return dropEdits(edits, action.keys);
    case 'settle':
      return settleEdits(edits, action.sent);
    case 'rebase':
      return edits.size === 0 ? edits : rebaseEdits(edits, action.saved);
  }
}
