import { changeDraft } from '@actionary/database';
import type { DraftOperation, VocabularyVersion } from '@actionary/database';
import type {
  ChangeVocabularyDraftInput,
  ConceptInput,
  VocabularyOperationInput,
} from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { inputField, toStoredConcept } from '../../shared/concepts/concept-input.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';
import { inputKey, refuse, settle } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';

const MAX_OPERATIONS = 5000;

/** Carries out a change of a draft; operations that are one step may refer to each other's concepts in any order. */
export function changeByOperations(
  { db, loaders, person }: Pick<Context, 'db' | 'loaders' | 'person'>,
  { versionId, expectedRevision, operations, asOne }: ChangeVocabularyDraftInput,
): Promise<Result<VocabularyVersion>> {
  return settle(async () => {
    const id = inputKey('VocabularyVersion', versionId, 'versionId');
    if (operations.length === 0 || operations.length > MAX_OPERATIONS)
      refuse('INVALID', 'operations', `1 … ${MAX_OPERATIONS} operations at a time`, {
        reason: 'tooMany',
        most: MAX_OPERATIONS,
      });
    const stored = await Promise.all(operations.map((operation, index) => toStored(loaders, operation, index)));
    const { groups, starts } = asOne ? grouped(stored) : { groups: stored, starts: [...stored.keys()] };
    const outcome = await changeDraft(db, id, expectedRevision, groups, { person, ...(asOne ? { asOne: null } : {}) });
    return inApiFields(outcome, groups, starts);
  });
}

async function toStored(
  loaders: Loaders,
  { put, move, merge, split, deprecate, restore, remove }: VocabularyOperationInput,
  index: number,
): Promise<DraftOperation> {
  const stored = (concept: ConceptInput, field: string) =>
    toStoredConcept(loaders, concept, `operations.${index}.${field}`);
  if (put) return { kind: 'put', concepts: [await stored(put, 'put')] };
  if (split) {
    const into = await Promise.all(split.into.map((concept, position) => stored(concept, `split.into.${position}`)));
    return { kind: 'split', id: split.externalId, into };
  }
  if (move)
    return { kind: 'move', id: move.externalId, broaderId: move.broaderExternalId ?? null, position: move.position };
  if (merge)
    return {
      kind: 'merge',
      ids: merge.externalIds,
      intoId: merge.intoExternalId,
      keepLabels: merge.keepLabels ?? true,
    };
  if (deprecate)
    return { kind: 'deprecate', id: deprecate.externalId, replacedByIds: deprecate.replacedByExternalIds ?? [] };
  if (typeof restore === 'string') return { kind: 'restore', id: restore };
  if (typeof remove === 'string') return { kind: 'remove', ids: [remove] };
  return refuse('INVALID', `operations.${index}`, 'an operation is needed');
}

/** Neighbouring puts, and neighbouring removals, become one operation. */
function grouped(operations: readonly DraftOperation[]) {
  const groups: DraftOperation[] = [];
  const starts: number[] = [];
  for (const [index, operation] of operations.entries()) {
    const last = groups.at(-1);
    if (operation.kind === 'put' && last?.kind === 'put')
      groups[groups.length - 1] = { kind: 'put', concepts: [...last.concepts, ...operation.concepts] };
    else if (operation.kind === 'remove' && last?.kind === 'remove')
      groups[groups.length - 1] = { kind: 'remove', ids: [...last.ids, ...operation.ids] };
    else {
      groups.push(operation);
      starts.push(index);
    }
  }
  return { groups, starts };
}

type Changed = Awaited<ReturnType<typeof changeDraft>>;

/** A problem at `operations.<index>.concepts.<index>.<field>` of the store, where the API has it. */
function inApiFields(outcome: Changed, groups: readonly DraftOperation[], starts: readonly number[]): Changed {
  if (outcome.ok || outcome.problem.field === null) return outcome;
  const { code, message, field } = outcome.problem;
  const found = /^operations\.(\d+)\.(?:(concepts|into)\.(\d+)\.)?(.*)$/.exec(field);
  if (!found) return outcome;
  const [, group, list, concept, rest] = found;
  const index = starts[Number(group)] + (list === 'concepts' ? Number(concept) : 0);
  const { kind } = groups[Number(group)];
  const place = [kind, ...(list === 'into' ? ['into', concept] : []), ...(isName(kind) ? [] : [inputField(rest)])];
  return { ok: false, problem: { code, message, field: ['operations', index, ...place].join('.') } };
}

/** Operations whose input is an external id alone. */
function isName(kind: DraftOperation['kind']): boolean {
  return kind === 'restore' || kind === 'remove';
}
