import type { QueryClient } from '@tanstack/react-query';
import type { VocabularyOperation } from '@actionary/inference/domain';
import {
  ChangeVocabularyDraftDocument,
  ContentsOfConceptsDocument,
  LatestChangeDocument,
  RedoVocabularyChangeDocument,
  ReplayableStepsDocument,
  UndoVocabularyChangeDocument,
} from '../../../../generated/graphql.ts';
import type { DraftMarkFragment, VocabularyOperationInput } from '../../../../generated/graphql.ts';
import { fromContent, toInput } from '../../../lib/concept-content.ts';
import { request } from '../../../lib/graphql.ts';
import type { UserError } from '../../../lib/user-errors.ts';
import { UserErrors } from '../../../lib/user-errors.ts';
import type { Concept } from '../model/concept.ts';
import type { Answer, DraftServer, NotReplayed, Restored } from '../model/draft-server.ts';
import { noteOwnSteps } from '../model/own-steps.ts';
import { contentsQuery } from './use-contents.ts';

const MAX_CONCEPTS = 100;
const MAX_CHANGES = 100;

/** The draft behind the API. */
export function draftServer(queryClient: QueryClient, versionId: string): DraftServer {
  const noted = (mark: DraftMarkFragment) => {
    const node = { type: 'VocabularyVersion', ...mark };
    queryClient.setQueryData(['DraftMark', { id: versionId }], { node });
    return mark.revision;
  };
  return {
    read: () => queryClient.fetchQuery({ ...contentsQuery(versionId), staleTime: 0 }),
    change: async (revision, steps) => {
      const operations = steps.flatMap((step) => step.flatMap((operation) => toOperationInputs(operation)));
      const asOne = steps.length === 1 && operations.length > 1;
      const input = { versionId, expectedRevision: revision, operations, asOne };
      const stepCount = asOne ? 1 : Math.min(MAX_CHANGES, operations.length);
      const answer = await request(ChangeVocabularyDraftDocument, { input, stepCount });
      const { version, userErrors } = answer.changeVocabularyDraft;
      if (!version) return answerOf(userErrors, asOne);
      noteOwnSteps(version.changes.nodes.map(({ id }) => id));
      return { kind: 'done', revision: noted(version) };
    },
    undo: async (expectedRevision) => {
      const conceptIds = await latestConceptIds(versionId);
      const { undoVocabularyChange } = await request(UndoVocabularyChangeDocument, { versionId, expectedRevision });
      const version = replayed(undoVocabularyChange);
      if (typeof version === 'string') return version;
      return { revision: noted(version), touched: await touchedConcepts(versionId, conceptIds) };
    },
    redo: async (expectedRevision) => {
      const { redoVocabularyChange } = await request(RedoVocabularyChangeDocument, { versionId, expectedRevision });
      const version = replayed(redoVocabularyChange);
      if (typeof version === 'string') return version;
      const conceptIds = await latestConceptIds(versionId);
      return { revision: noted(version), touched: await touchedConcepts(versionId, conceptIds) };
    },
  };
}

function toOperationInputs(operation: VocabularyOperation): VocabularyOperationInput[] {
  switch (operation.kind) {
    case 'put':
      return operation.concepts.map((concept) => ({ put: toInput(concept) }));
    case 'move': {
      const { id, broaderId, position } = operation;
      return [{ move: { externalId: id, broaderExternalId: broaderId, position } }];
    }
    case 'merge': {
      const { ids, intoId, keepLabels } = operation;
      return [{ merge: { externalIds: [...ids], intoExternalId: intoId, keepLabels } }];
    }
    case 'split':
      return [{ split: { externalId: operation.id, into: operation.into.map((concept) => toInput(concept)) } }];
    case 'deprecate':
      return [{ deprecate: { externalId: operation.id, replacedByExternalIds: [...operation.replacedByIds] } }];
    case 'restore':
      return [{ restore: operation.id }];
    case 'remove':
      return operation.ids.map((id) => ({ remove: id }));
  }
}

/** @throws {UserErrors} where no step of ours is the reason: the draft has been published or thrown away */
function answerOf(userErrors: readonly UserError[], asOne: boolean): Answer {
  if (userErrors.some(({ code }) => code === 'STALE')) return { kind: 'stale' };
  for (const error of userErrors) {
    const index = /^operations\.(\d+)/.exec(error.field?.join('.') ?? '')?.[1];
    if (index !== undefined) return { kind: 'refused', stepIndex: asOne ? 0 : Number(index), error };
  }
  throw new UserErrors(userErrors);
}

interface ReplayPayload {
  readonly version: DraftMarkFragment | null;
  readonly userErrors: readonly UserError[];
}

function replayed({ version, userErrors }: ReplayPayload): DraftMarkFragment | NotReplayed {
  if (version) return version;
  if (userErrors.some(({ code }) => code === 'STALE')) return 'stale';
  if (userErrors.every(({ code, field }) => code === 'INVALID' && !field)) return 'nothing';
  throw new UserErrors(userErrors);
}

/** Concepts of the latest step; null where they are too many to be asked for one by one. */
async function latestConceptIds(versionId: string): Promise<readonly string[] | null> {
  const { node } = await request(LatestChangeDocument, { id: versionId });
  const [change] = node?.type === 'VocabularyVersion' ? node.changes.nodes : [];
  return change && change.conceptCount <= MAX_CONCEPTS ? change.concepts.map(({ id }) => id) : null;
}

/** The latest steps of a draft, those taken back too, and the revision that they are known at. */
export async function replayableSteps(versionId: string) {
  const { node } = await request(ReplayableStepsDocument, { id: versionId });
  if (node?.type !== 'VocabularyVersion') throw new Error('there is no such version');
  return { revision: node.revision, steps: node.changes.nodes };
}

async function touchedConcepts(versionId: string, ids: readonly string[] | null): Promise<Restored['touched']> {
  if (!ids) return null;
  const { nodes } = await request(ContentsOfConceptsDocument, { ids: [...ids], versionId });
  const concepts = nodes.flatMap((node) => (node?.type === 'Concept' ? [node] : []));
  return new Map(
    concepts.map(({ externalId, content }): [string, Concept | null] => [externalId, content && fromContent(content)]),
  );
}
