import type { ConceptContent, VocabularyContents, VocabularyOperation } from '@actionary/inference/domain';
import type { VocabularyVersion } from '../generated/client.ts';
import type { Database } from './database.ts';
import { lockDraft } from './draft-lock.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { changeLocked, contentsOf } from './vocabulary-changes.ts';
import { draftOf } from './vocabulary-drafts.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

/**
 * Gives the draft, which is opened where there is none, the contents of an older version, in one step. Published concepts
 * that the older version does not have are deprecated: in favour of those that they once took the place of, so that what
 * was recognised under them goes back, too; others are retired. Those that never were published are left out.
 *
 * @returns the draft. Problems: NOT_FOUND, INVALID (of another vocabulary, or a draft)
 */
export function revertVocabulary(
  db: Database,
  vocabularyId: string,
  toVersionId: string,
  { person = null }: { readonly person?: string | null } = {},
): Promise<Outcome<VocabularyVersion>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      await refuseForeign(tx, vocabularyId, toVersionId);
      const { id } = await draftOf(tx, vocabularyId);
      const draft = await lockDraft(tx, id, null);
      const wanted = await contentsOf(tx, toVersionId);
      const predecessors = await predecessorsOf(tx, draft, wanted);
      return changeLocked(
        tx,
        draft,
        (contents, publishedIds) => operationsBack(contents, wanted, { publishedIds, predecessors }),
        { person, asOne: 'revert' },
      );
    }),
  );
}

async function refuseForeign(tx: Transaction, vocabularyId: string, toVersionId: string): Promise<void> {
  const version = await tx.vocabularyVersion.findUnique({ where: { id: toVersionId } });
  if (!version) return refuse('NOT_FOUND', 'toVersionId', 'there is no such version');
  if (version.vocabularyId !== vocabularyId) refuse('INVALID', 'toVersionId', 'it is a version of another vocabulary');
  if (version.status === 'draft')
    refuse('INVALID', 'toVersionId', 'it is a draft; choose a published version', 'versionIsDraft');
}

/** By concept: active concepts of the older version that count as the same as it in the newest published one. */
async function predecessorsOf(
  tx: Transaction,
  { vocabularyId }: VocabularyVersion,
  wanted: VocabularyContents,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.$queryRaw<{ id: string; targetId: string }[]>`
    SELECT concept."externalId" AS "id", target."externalId" AS "targetId"
    FROM "ConceptResolution" AS resolution
    JOIN "Concept" AS concept ON concept."id" = resolution."conceptId"
    JOIN "Concept" AS target ON target."id" = ANY (resolution."targetIds")
    WHERE resolution."versionId" = (
      SELECT "id" FROM "VocabularyVersion" WHERE "vocabularyId" = ${vocabularyId}::uuid AND "status" = 'published'
      ORDER BY "number" DESC LIMIT 1
    )
    ORDER BY concept."externalId"`;
  const active = rows.filter(({ id }) => wanted.get(id)?.status === 'active');
  const byTarget = Map.groupBy(active, ({ targetId }) => targetId);
  const groups = Map.groupBy(rows, ({ id }) => id);
  return new Map(
    [...groups].map(([id, targets]) => {
      const found = targets.flatMap(({ targetId }) => byTarget.get(targetId) ?? []);
      return [id, [...new Set(found.map((row) => row.id))]];
    }),
  );
}

interface Past {
  readonly publishedIds: ReadonlySet<string>;
  readonly predecessors: ReadonlyMap<string, readonly string[]>;
}

function operationsBack(
  contents: VocabularyContents,
  wanted: VocabularyContents,
  { publishedIds, predecessors }: Past,
): VocabularyOperation[] {
  const others = [...contents.values()].filter(({ id }) => !wanted.has(id));
  const kept = others.filter(({ id }) => publishedIds.has(id));
  const ids = others.filter(({ id }) => !publishedIds.has(id)).map(({ id }) => id);
  const stays = (id: string) => !ids.includes(id);
  const deprecated = kept.map((concept): ConceptContent => ({
    ...concept,
    broaderId: nearestBroader(concept, contents, stays),
    relatedIds: concept.relatedIds.filter(stays),
    status: 'deprecated',
    replacedByIds: predecessors.get(concept.id) ?? [],
  }));
  const put: VocabularyOperation = { kind: 'put', concepts: [...wanted.values(), ...deprecated] };
  return ids.length > 0 ? [put, { kind: 'remove', ids }] : [put];
}

function nearestBroader(
  { broaderId }: ConceptContent,
  contents: VocabularyContents,
  stays: (id: string) => boolean,
): string | null {
  let above = broaderId;
  while (above !== null && !stays(above)) above = contents.get(above)?.broaderId ?? null;
  return above;
}
