/** What is wrong with how concepts are related: what is above them, beside them, and in their place. */
import { broaderChains, compareHeights, followChains, pushTo, wayFrom } from './concept-chains.ts';
import type { VocabularyContents } from './concept-content.ts';
import { activeConcepts, idCheck, isRepeated } from './vocabulary-check.ts';
import type { VocabularyCheck } from './vocabulary-check.ts';

/** Pairs that are related and also one above the other; `[narrower, broader]`, each pair once whoever says it. */
export function relatedIsBroader(contents: VocabularyContents): VocabularyCheck[] {
  const isAbove = compareHeights(contents);
  const pairs = new Map<string, readonly [string, string]>();
  for (const { id, relatedIds } of contents.values()) {
    for (const relatedId of relatedIds) {
      const pair = isAbove(relatedId, id) ? ([id, relatedId] as const) : ([relatedId, id] as const);
      if (isAbove(pair[1], pair[0])) pairs.set(JSON.stringify(pair), pair);
    }
  }
  return [...pairs.values()].map((pair) => idCheck('relatedIsBroader', 'error', pair, 'relatedIds', pair[1]));
}

/** Concepts that are above themselves; each circle once. */
export function broaderCycle(contents: VocabularyContents): VocabularyCheck[] {
  return broaderChains(contents).circles.map((circle) =>
    idCheck('broaderCycle', 'error', circle, 'broaderId', [...circle, circle[0]].join(' → ')),
  );
}

export function broaderMissing(contents: VocabularyContents): VocabularyCheck[] {
  return [...contents.values()].flatMap(({ id, broaderId }) =>
    broaderId === null || contents.has(broaderId)
      ? []
      : [idCheck('broaderMissing', 'error', [id], 'broaderId', broaderId)],
  );
}

/** Concepts related to themselves, or twice to another. */
export function redundantRelation(contents: VocabularyContents): VocabularyCheck[] {
  return [...contents.values()].flatMap(({ id, relatedIds }) => {
    const taken = new Set([id]);
    const redundant = new Set(relatedIds.filter((relatedId) => isRepeated(taken, relatedId)));
    return [...redundant].map((relatedId) => idCheck('redundantRelation', 'warning', [id], 'relatedIds', relatedId));
  });
}

/** Deprecated concepts of which nothing tells what stands in their place (that may be meant), and replacements not there. */
export function replacementMissing(contents: VocabularyContents): VocabularyCheck[] {
  return [...contents.values()].flatMap(({ id, status, replacedByIds }) => {
    if (status === 'deprecated' && replacedByIds.length === 0)
      return [idCheck('replacementMissing', 'hint', [id], 'replacedByIds', '')];
    const missing = [...new Set(replacedByIds)].filter((replacementId) => !contents.has(replacementId));
    return missing.map((missingId) => idCheck('replacementMissing', 'error', [id], 'replacedByIds', missingId));
  });
}

/**
 * Deprecated concepts with a replacement that is deprecated too and leads to no active concept. One check per dead end or
 * circle, for all that run into it; the detail is the way from the first of them.
 */
export function replacementDeprecated(contents: VocabularyContents): VocabularyCheck[] {
  const next = (id: string): string | undefined =>
    contents.get(id)?.replacedByIds.find((nextId) => contents.has(nextId));
  const arriving = leadingToActive(contents);
  const lost = [...contents.keys()].filter((id) => !arriving.has(id));
  const { endOf } = followChains(lost, next);
  const chains = new Map<string, { readonly way: readonly string[]; readonly conceptIds: Set<string> }>();
  for (const { id, status, replacedByIds } of contents.values()) {
    for (const replacementId of status === 'deprecated' ? replacedByIds : []) {
      const end = endOf.get(replacementId);
      if (end === undefined) continue;
      const chain = chains.get(end) ?? { way: wayFrom(id, replacementId, next), conceptIds: new Set() };
      chains.set(end, chain);
      chain.conceptIds.add(id);
    }
  }
  return [...chains.values()].map(({ way, conceptIds }) =>
    idCheck('replacementDeprecated', 'warning', [...conceptIds], 'replacedByIds', way.join(' → ')),
  );
}

/** Active concepts and those that are replaced, over however many steps, by one at least. */
function leadingToActive(contents: VocabularyContents): Set<string> {
  const replaced = new Map<string, string[]>();
  for (const { id, replacedByIds } of contents.values())
    for (const replacementId of replacedByIds) pushTo(replaced, replacementId, id);
  const arriving = new Set(activeConcepts(contents).map(({ id }) => id));
  // A set is walked in the order in which it grows.
  for (const id of arriving) for (const replacedId of replaced.get(id) ?? []) arriving.add(replacedId);
  return arriving;
}
