import { FreeIds, idFromLabels } from '@actionary/inference/domain';
import type { VocabularyContents } from '@actionary/inference/domain';
import { cleanConcept, EMPTY_CONCEPT } from './concept.ts';
import type { Concept } from './concept.ts';
import { differingPlaces } from './merge-concept.ts';

/** What is being typed about one concept, and is not a step yet. */
export interface Typing {
  readonly key: string;
  /** As it was when the typing began; null for a new concept. */
  readonly before: Concept | null;
  /** As it is typed, spaces included. */
  readonly after: Concept;
  /** A person chose the external id of a new concept. */
  readonly hasChosenId: boolean;
  /** Of a new one: place among its siblings. */
  readonly index: number;
}

/** A concept as it is seen. */
export interface EditorConcept {
  /** Its external id; what `newKey` makes for one that is not a step yet. */
  readonly key: string;
  readonly concept: Concept;
  readonly isNew: boolean;
}

/** A key that no external id can be, since those do not begin with a space. */
export function newKey(number: number): string {
  return ` new ${number}`;
}

export function typingOf(concept: Concept): Typing {
  return { key: concept.id, before: concept, after: concept, hasChosenId: true, index: 0 };
}

/** A new concept at a place in the tree; others make room. */
export function typingOfNew(
  key: string,
  place: Pick<Concept, 'broaderId' | 'position'>,
  index: number,
  contents: VocabularyContents,
): Typing {
  return withChange(
    { key, before: null, after: { ...EMPTY_CONCEPT, ...place }, hasChosenId: false, index },
    {},
    contents,
  );
}

/** What is typed next. The external id of a new concept follows its labels until a person chooses one. */
export function withChange(typing: Typing, change: Partial<Concept>, contents: VocabularyContents): Typing {
  const hasChosenId = typing.hasChosenId || change.id !== undefined;
  const after = { ...typing.after, ...change };
  const id = typing.before === null && !hasChosenId ? madeId(after, contents) : after.id;
  return { ...typing, hasChosenId, after: { ...after, id } };
}

/** By the rule of imports; without a label, there is nothing yet to make an id of. */
function madeId({ prefLabels }: Concept, contents: VocabularyContents): string {
  const hasLabel = Object.values(prefLabels).some((label) => label.trim() !== '');
  return hasLabel ? new FreeIds(contents.keys()).next(idFromLabels(prefLabels)) : '';
}

/** Nothing worth keeping has been typed. */
export function isUnchanged({ before, after }: Typing): boolean {
  return (
    differingPlaces(
      before ?? { ...EMPTY_CONCEPT, broaderId: after.broaderId, position: after.position },
      cleanConcept(after),
    ).length === 0
  );
}

export type TypingProblem = 'noLabel' | 'noId' | 'takenId';

/** Why what is typed cannot be a step yet, by field. */
export function problemsOf(
  { before, after, hasChosenId }: Typing,
  contents: VocabularyContents,
): Readonly<Partial<Record<'prefLabels' | 'id', TypingProblem>>> {
  const { id, prefLabels } = cleanConcept(after);
  const isNamed = id !== '' || !hasChosenId;
  return {
    ...(Object.keys(prefLabels).length === 0 ? { prefLabels: 'noLabel' as const } : {}),
    ...(!isNamed ? { id: 'noId' as const } : before === null && contents.has(id) ? { id: 'takenId' as const } : {}),
  };
}

/** All concepts, with what is typed in its place. */
export function seenConcepts(contents: VocabularyContents, typing: Typing | null): EditorConcept[] {
  const seen: EditorConcept[] = [];
  for (const [key, concept] of contents) {
    seen.push({ key, concept: key === typing?.key ? typing.after : concept, isNew: false });
  }
  if (typing?.before === null) seen.push({ key: typing.key, concept: typing.after, isNew: true });
  return seen;
}
