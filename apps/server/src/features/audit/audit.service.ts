import { listAuditEntries, verifyAudit } from '@actionary/database';
import type { AuditFilter } from '@actionary/database';
import type { AuditAnchorInput, AuditFilter as AuditFilterInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import type { PageArguments } from '../../shared/graphql/connection.ts';
import { parseGlobalId } from '../../shared/graphql/global-id.ts';
import { badUserInput } from '../../shared/graphql/result.ts';
import { cleanSearchText } from '../../shared/graphql/search-text.ts';

const HASH = /^[0-9a-f]{64}$/;

export async function auditPage(
  { db }: Context,
  args: PageArguments & { readonly filter?: AuditFilterInput | null | undefined },
) {
  return toConnection(await listAuditEntries(db, auditFilter(args.filter ?? {}), pageRequest(args)), args);
}

/** @throws {GraphQLError} BAD_USER_INPUT */
export function auditFilter({ text, actorId, ...rest }: AuditFilterInput): AuditFilter {
  const clean = text ? cleanSearchText(text, 'filter.text') : '';
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(given),
    text: clean === '' ? null : clean,
    actorId: actorId ? actorKey(actorId) : null,
  };
}

function actorKey(id: string): string {
  const { type = '', key = '' } = parseGlobalId(id) ?? {};
  if (type !== 'Account' && type !== 'ApiToken')
    throw badUserInput('filter.actorId: not the id of an Account or ApiToken');
  return key;
}

export async function checkAudit({ db }: Context, known: AuditAnchorInput | null | undefined) {
  if (!known) return verifyAudit(db);
  const { sequence, hash } = known;
  if (!Number.isSafeInteger(sequence) || sequence < 1)
    throw badUserInput('known.sequence: must be a whole number from 1');
  if (!HASH.test(hash)) throw badUserInput('known.hash: must be a sha256 as 64 hexadecimal digits');
  return verifyAudit(db, { sequence: BigInt(sequence), hash });
}
