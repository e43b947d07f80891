import { compareSiblings } from './concept-content.ts';
import type { ConceptContent, VocabularyContents } from './concept-content.ts';
import { OperationError } from './vocabulary-operation.ts';
import type { VocabularyOperation } from './vocabulary-operation.ts';

type Operation<Kind extends VocabularyOperation['kind']> = Extract<VocabularyOperation, { readonly kind: Kind }>;

export interface ApplyOptions {
  /** Ids that a published version has: they can be deprecated, but not removed. Default: none. */
  readonly publishedIds?: ReadonlySet<string>;
}

/**
 * The contents after an operation; those before are left as they are.
 * @throws {OperationError} for a concept that is not there, a circle of broader concepts, a
 * replacement that is not active, and the removal of what has been published or has narrower concepts
 */
export function applyOperation(
  contents: VocabularyContents,
  operation: VocabularyOperation,
  { publishedIds = new Set() }: ApplyOptions = {},
): VocabularyContents {
  switch (operation.kind) {
    case 'put':
      return placed(contents, ...operation.concepts);
    case 'move':
      return move(contents, operation);
    case 'merge':
      return merge(contents, operation);
    case 'split':
      return split(contents, operation);
    case 'deprecate':
      return deprecate(contents, operation.id, operation.replacedByIds, 'replacedByIds');
    case 'restore':
      return put(contents, { ...existing(contents, operation.id), status: 'active', replacedByIds: [] });
    case 'remove':
      return remove(contents, new Set(operation.ids), publishedIds);
  }
}

/** The contents after several operations, in their order. @throws {OperationError} */
export function applyOperations(
  contents: VocabularyContents,
  operations: readonly VocabularyOperation[],
  options: ApplyOptions = {},
): VocabularyContents {
  return operations.reduce((current, operation) => applyOperation(current, operation, options), contents);
}

function put(contents: VocabularyContents, ...concepts: readonly ConceptContent[]): VocabularyContents {
  const next = new Map(contents);
  for (const concept of concepts) next.set(concept.id, concept);
  return next;
}

function existing(contents: VocabularyContents, id: string, field = 'id'): ConceptContent {
  const concept = contents.get(id);
  if (!concept)
    throw new OperationError(field, `there is no concept "${id}" in the draft`, {
      reason: 'noSuchConcept',
      concept: id,
    });
  return concept;
}

/** Puts concepts where they want to be in the tree. */
function placed(contents: VocabularyContents, ...concepts: readonly ConceptContent[]): VocabularyContents {
  const next = put(contents, ...concepts);
  for (const { id, broaderId, relatedIds, replacedByIds } of concepts) {
    if (broaderId !== null) existing(next, broaderId, 'broaderId');
    for (const relatedId of relatedIds) existing(next, relatedId, 'relatedIds');
    for (const replacementId of replacedByIds) existing(next, replacementId, 'replacedByIds');
    const seen = new Set([id]);
    for (let above = broaderId; above !== null; above = next.get(above)?.broaderId ?? null) {
      if (seen.has(above))
        throw new OperationError('broaderId', `"${id}" would lie below itself`, { reason: 'belowItself', concept: id });
      seen.add(above);
    }
  }
  return next;
}

function move(contents: VocabularyContents, { id, broaderId, position }: Operation<'move'>): VocabularyContents {
  const concept = existing(contents, id);
  const siblings = narrowerOf(contents, broaderId).filter((each) => each.id !== id);
  const row = siblings.toSpliced(Math.max(0, position), 0, { ...concept, broaderId });
  const moved = row.flatMap((each, index) =>
    each.position === index && each.id !== id ? [] : [{ ...each, position: index }],
  );
  return placed(contents, ...moved);
}

/** Concepts directly below one (null: at the top), in their order. */
function narrowerOf(contents: VocabularyContents, broaderId: string | null): ConceptContent[] {
  return [...contents.values()].filter((each) => each.broaderId === broaderId).toSorted(compareSiblings);
}

function deprecate(
  contents: VocabularyContents,
  id: string,
  replacedByIds: readonly string[],
  field: string,
): VocabularyContents {
  const concept = existing(contents, id);
  for (const replacementId of replacedByIds) {
    if (replacementId === id)
      throw new OperationError(field, `"${id}" cannot stand in its own place`, {
        reason: 'replacesItself',
        concept: id,
      });
    if (existing(contents, replacementId, field).status !== 'active') {
      throw new OperationError(field, `"${replacementId}" is deprecated itself; name what stands in its place`, {
        reason: 'replacementDeprecated',
        concept: replacementId,
      });
    }
  }
  return put(contents, { ...concept, status: 'deprecated', replacedByIds: [...new Set(replacedByIds)] });
}

function merge(contents: VocabularyContents, { ids, intoId, keepLabels }: Operation<'merge'>): VocabularyContents {
  const into = existing(contents, intoId, 'intoId');
  const gone = [...new Set(ids)].map((id) => existing(contents, id, 'ids'));
  if (gone.length === 0)
    throw new OperationError('ids', 'name at least one concept that goes', { reason: 'nothingToMerge' });
  const merged = keepLabels ? withSynonyms(into, gone) : into;
  // What lies below a concept that goes lies below the one that stays.
  const moved = [...contents.values()]
    .filter(({ id, broaderId }) => id !== intoId && gone.some((concept) => concept.id === broaderId))
    .map((concept) => ({ ...concept, broaderId: intoId }));
  const next = placed(put(contents, ...moved), { ...merged, broaderId: nearestStaying(contents, into, gone) });
  return gone.reduce((current, { id }) => deprecate(current, id, [intoId], 'ids'), next);
}

/** The nearest broader concept that stays. */
function nearestStaying(contents: VocabularyContents, { broaderId }: ConceptContent, gone: readonly ConceptContent[]) {
  const ids = new Set(gone.map(({ id }) => id));
  let above = broaderId;
  while (above !== null && ids.has(above)) above = contents.get(above)?.broaderId ?? null;
  return above;
}

/** Labels of the others, as synonyms, where the concept does not have them yet. */
function withSynonyms(into: ConceptContent, others: readonly ConceptContent[]): ConceptContent {
  const altLabels: Record<string, readonly string[]> = { ...into.altLabels };
  for (const { prefLabels, altLabels: synonyms } of others) {
    const labels = [
      ...Object.entries(prefLabels),
      ...Object.entries(synonyms).flatMap(([language, texts]) => texts.map((text) => [language, text] as const)),
    ];
    for (const [language, text] of labels) {
      const known = altLabels[language] ?? [];
      const isHidden = into.hiddenLabels[language]?.includes(text);
      if (into.prefLabels[language] !== text && !known.includes(text) && !isHidden)
        altLabels[language] = [...known, text];
    }
  }
  return { ...into, altLabels };
}

function split(contents: VocabularyContents, { id, into }: Operation<'split'>): VocabularyContents {
  const concept = existing(contents, id);
  const ids = into.map((part) => part.id);
  if (new Set(ids).size < 2) {
    throw new OperationError('into', 'a concept is split into two at least; for one, merge it', {
      reason: 'splitIntoTwo',
    });
  }
  const added = into.filter((part) => !contents.has(part.id));
  const next = placed(contents, ...added, ...rightBehind(contents, concept, added));
  return deprecate(next, id, ids, 'into');
}

/** New siblings of a concept, in the order given, right behind it; those that come next move on as far as they must. */
function rightBehind(
  contents: VocabularyContents,
  concept: ConceptContent,
  added: readonly ConceptContent[],
): ConceptContent[] {
  const isSibling = ({ broaderId }: ConceptContent) => broaderId === concept.broaderId;
  const row = narrowerOf(contents, concept.broaderId);
  let last = concept.position;
  const beside = added.filter(isSibling).map((part) => ({ ...part, position: (last += 1) }));
  const next = row.slice(row.indexOf(concept) + 1);
  const moved = next.map((each) => ({ ...each, position: (last = Math.max(each.position, last + 1)) }));
  return [...beside, ...moved.filter((each, index) => each.position !== next[index]!.position)];
}

function remove(
  contents: VocabularyContents,
  ids: ReadonlySet<string>,
  publishedIds: ReadonlySet<string>,
): VocabularyContents {
  for (const id of ids) {
    existing(contents, id);
    if (publishedIds.has(id))
      throw new OperationError('ids', `"${id}" has been published; deprecate it instead`, {
        reason: 'conceptPublished',
        concept: id,
      });
  }
  const rest = [...contents.values()].filter(({ id }) => !ids.has(id));
  const below = rest.find(
    ({ broaderId, replacedByIds }) => ids.has(broaderId ?? '') || replacedByIds.some((id) => ids.has(id)),
  );
  if (below)
    throw new OperationError('ids', `"${below.id}" refers to it; change that first`, {
      reason: 'conceptInUse',
      concept: below.id,
    });
  return new Map(rest.map((concept) => [concept.id, withoutRelated(concept, ids)]));
}

function withoutRelated(concept: ConceptContent, ids: ReadonlySet<string>): ConceptContent {
  const relatedIds = concept.relatedIds.filter((id) => !ids.has(id));
  return relatedIds.length === concept.relatedIds.length ? concept : { ...concept, relatedIds };
}
