import { auditActions } from '@actionary/database';
import type { AuditActorKind, AuditOutcome, Resolvers } from '../../../generated/resolvers-types.ts';
import { parseGlobalId, toGlobalId } from '../../shared/graphql/global-id.ts';
import { loadNode } from '../../shared/graphql/load-node.ts';
import { auditPage, checkAudit } from './audit.service.ts';

export const auditResolvers: Resolvers = {
  Query: {
    auditEntries: (_, args, context) => auditPage(context, args),
    auditActions: (_, __, { db }) => auditActions(db),
    verifyAudit: (_, { known }, context) => checkAudit(context, known),
  },
  AuditEntry: {
    id: ({ id }) => toGlobalId('AuditEntry', id),
    actor: (entry) => entry,
    subjects: ({ subjectIds }, { first }) => subjectIds.slice(0, Math.max(0, first ?? 50)).map((id) => ({ id })),
    subjectCount: ({ subjectIds }) => subjectIds.length,
    outcome: ({ outcome }) => outcome as AuditOutcome | null,
    details: ({ details }) => details as Record<string, unknown>,
    sequence: ({ sequence }) => (sequence === null ? null : Number(sequence)),
  },
  AuditActor: {
    kind: ({ actorKind }) => actorKind as AuditActorKind,
    id: ({ actorKind, actorId }) => actorId && toGlobalId(actorKind === 'account' ? 'Account' : 'ApiToken', actorId),
    name: ({ actorName }) => actorName,
  },
  AuditSubject: {
    type: ({ id }) => parseGlobalId(id)?.type ?? '',
    node: async ({ id }, _, { loaders }) => (await loadNode(id, loaders)) as never,
  },
  AuditCheck: {
    problem: ({ fault }) => fault && { ...fault, sequence: Number(fault.sequence), __typename: 'AuditProblem' },
    headSequence: ({ head }) => Number(head.sequence),
    headHash: ({ head }) => head.hash,
  },
};
