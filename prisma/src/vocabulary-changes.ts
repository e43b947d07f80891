import { compareContents } from '@actionary/inference/domain';
import type { ConceptContent, VocabularyContents, VocabularyOperation } from '@actionary/inference/domain';
import type { VocabularyChange, VocabularyChangeKind, VocabularyVersion } from '../generated/client.ts';
import { parseOperation, stepsOf } from './change-steps.ts';
import type { DraftOperation, Step } from './change-steps.ts';
import { conceptsOfVersions, writeContents } from './concept-contents.ts';
import { addConcepts, conceptKeys } from './concepts.ts';
import type { Database } from './database.ts';
import { lockDraft } from './draft-lock.ts';
import { newId } from './id.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { inTransaction } from './transaction.ts';
import type { Reader, Transaction } from './transaction.ts';

export interface ChangeOptions {
  /** All operations are one step, of this kind; `null`: of the kind that the difference shows. Default: a step for each. */
  readonly asOne?: VocabularyChangeKind | null;
  /** Who. Default `null`: not known. */
  readonly person?: string | null;
}

/**
 * Changes a draft by operations, all of them or none, and records the steps of its change set.
 *
 * @param revision of the draft that the change was made on; `null`: whichever it has
 * @returns the draft with its new revision; the same one where nothing is different. Problems: NOT_FOUND, STALE, INVALID
 * (at `operations.<index>.<field>`; in a concept at `operations.<index>.<concepts or into>.<index>.<field>`)
 */
export function changeDraft(
  db: Database,
  versionId: string,
  revision: number | null,
  operations: readonly DraftOperation[],
  options: ChangeOptions = {},
): Promise<Outcome<VocabularyVersion>> {
  return attempt(() => {
    const parsed = operations.map(parseOperation);
    return inTransaction(db, async (tx) =>
      changeLocked(tx, await lockDraft(tx, versionId, revision), () => parsed, options),
    );
  });
}

/** Operations that depend on what the draft says. */
type Plan = (contents: VocabularyContents, publishedIds: ReadonlySet<string>) => readonly VocabularyOperation[];

/** As {@link changeDraft}, within a transaction that holds the draft's lock. */
export async function changeLocked(
  tx: Transaction,
  draft: VocabularyVersion,
  plan: Plan,
  { asOne, person = null }: ChangeOptions = {},
): Promise<VocabularyVersion> {
  const { id: versionId } = draft;
  const contents = await contentsOf(tx, versionId);
  const publishedIds = await publishedConceptIds({ prisma: tx }, draft.vocabularyId);
  const steps = stepsOf(contents, plan(contents, publishedIds), publishedIds, asOne);
  if (steps.length === 0) return draft;
  await tx.vocabularyChange.updateMany({
    where: { versionId, undoneAt: { not: null } },
    data: { isOverruled: true },
  });
  await writeDifference(tx, draft, contents, steps.at(-1)!.after);
  await recordSteps(tx, draft, steps, person);
  return nextRevision(tx, versionId);
}

/** Takes the latest step back. Problems: NOT_FOUND, STALE, INVALID (nothing to take back). */
export function undoChange(db: Database, versionId: string, revision: number): Promise<Outcome<VocabularyVersion>> {
  return replay(db, versionId, revision, 'before');
}

/** Does again what was taken back last. Problems: NOT_FOUND, STALE, INVALID (nothing to do again). */
export function redoChange(db: Database, versionId: string, revision: number): Promise<Outcome<VocabularyVersion>> {
  return replay(db, versionId, revision, 'after');
}

/** The step that would be taken back, and the one that would be done again. */
const UNDOABLE = { where: { undoneAt: null }, orderBy: { sequence: 'desc' } } as const;
const REDOABLE = {
  where: { undoneAt: { not: null }, isOverruled: false },
  orderBy: { sequence: 'asc' },
} as const;

function replay(
  db: Database,
  versionId: string,
  revision: number,
  side: 'before' | 'after',
): Promise<Outcome<VocabularyVersion>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      const draft = await lockDraft(tx, versionId, revision);
      const { where, orderBy } = side === 'before' ? UNDOABLE : REDOABLE;
      const step = await tx.vocabularyChange.findFirst({ where: { versionId, ...where }, orderBy });
      if (!step)
        return refuse(
          'INVALID',
          null,
          `there is nothing to ${side === 'before' ? 'take back' : 'do again'}`,
          'nothingToUndo',
        );
      const contents = await contentsOf(tx, versionId);
      await writeDifference(tx, draft, contents, withSide(contents, step, side));
      const undoneAt = side === 'before' ? new Date() : null;
      await tx.vocabularyChange.update({ where: { id: step.id }, data: { undoneAt } });
      return nextRevision(tx, versionId);
    }),
  );
}

type Side = Readonly<Record<string, ConceptContent | null>>;

function withSide(contents: VocabularyContents, step: VocabularyChange, side: 'before' | 'after'): VocabularyContents {
  const next = new Map(contents);
  for (const [id, content] of Object.entries(step[side] as unknown as Side)) {
    if (content === null) next.delete(id);
    else next.set(id, content);
  }
  return next;
}

/** What a version says, by external id. */
export async function contentsOf(tx: Transaction, versionId: string): Promise<VocabularyContents> {
  const [concepts] = await conceptsOfVersions({ prisma: tx }, [versionId]);
  return new Map(concepts.map(({ conceptId: _, ...content }) => [content.id, content]));
}

/** External ids of the concepts that a published version has: they can be deprecated, but not removed. */
export async function publishedConceptIds(db: Reader, vocabularyId: string): Promise<ReadonlySet<string>> {
  const concepts = await db.prisma.concept.findMany({
    where: { vocabularyId, contents: { some: { version: { status: 'published' } } } },
    select: { externalId: true },
  });
  return new Set(concepts.map(({ externalId }) => externalId));
}

async function writeDifference(
  tx: Transaction,
  { id: versionId, vocabularyId }: VocabularyVersion,
  before: VocabularyContents,
  after: VocabularyContents,
): Promise<void> {
  const { added, removed, changes } = compareContents(before, after);
  const ids = new Set([...added, ...changes.map(({ conceptId }) => conceptId)]);
  await addConcepts(tx, vocabularyId, added);
  await writeContents(
    tx,
    { versionId, vocabularyId },
    [...ids].map((id) => after.get(id)!),
  );
  await tx.conceptContent.deleteMany({ where: { versionId, concept: { externalId: { in: [...removed] } } } });
}

async function recordSteps(
  tx: Transaction,
  { id: versionId, vocabularyId }: VocabularyVersion,
  steps: readonly Step[],
  person: string | null,
): Promise<void> {
  const { _max } = await tx.vocabularyChange.aggregate({ where: { versionId }, _max: { sequence: true } });
  const externalIds = [...new Set(steps.flatMap(({ touched }) => touched))];
  const keys = await conceptKeys(tx, vocabularyId, externalIds);
  const rows = steps.map(({ kind, operations, before, after, touched }, index) => ({
    id: newId(),
    sequence: (_max.sequence ?? 0) + index + 1,
    kind,
    operations,
    before: sideOf(before, touched),
    after: sideOf(after, touched),
    touchedIds: touched.map((id) => keys.get(id)!),
  }));
  // A step of an import has thousands of contents: Prisma would take them apart value by value.
  await tx.$executeRaw`
    INSERT INTO "VocabularyChange" (
      "id", "versionId", "sequence", "kind", "operations", "before", "after", "touchedIds", "person"
    )
    SELECT "id", ${versionId}::uuid, "sequence", "kind", "operations", "before", "after", "touchedIds", ${person}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS step (
      "id" uuid, "sequence" int, "kind" "VocabularyChangeKind", "operations" jsonb, "before" jsonb, "after" jsonb,
      "touchedIds" uuid[]
    )`;
}

function sideOf(contents: VocabularyContents, ids: readonly string[]): Side {
  return Object.fromEntries(ids.map((id) => [id, contents.get(id) ?? null]));
}

function nextRevision(tx: Transaction, versionId: string): Promise<VocabularyVersion> {
  return tx.vocabularyVersion.update({ where: { id: versionId }, data: { revision: { increment: 1 } } });
}
