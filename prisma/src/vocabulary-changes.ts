import { applyOperation, compareContents, OperationError } from '@actionary/inference/domain';
import type { ConceptContent, VocabularyContents, VocabularyOperation } from '@actionary/inference/domain';
import type { VocabularyChange, VocabularyChangeKind, VocabularyVersion } from '../generated/client.ts';
import { conceptInput, conceptsOfVersions, writeContents } from './concept-contents.ts';
import type { ConceptInput } from './concept-contents.ts';
import type { Database } from './database.ts';
import { LIMITS, lockDraft } from './draft-lock.ts';
import type { Transaction } from './draft-lock.ts';
import { newId } from './id.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** An operation as callers write it: contents may leave out what is empty. */
export type DraftOperation =
  | Exclude<VocabularyOperation, { readonly kind: 'put' | 'split' }>
  | { readonly kind: 'put'; readonly concepts: readonly ConceptInput[] }
  | { readonly kind: 'split'; readonly id: string; readonly into: readonly ConceptInput[] };

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
  { asOne, person = null }: ChangeOptions = {},
): Promise<Outcome<VocabularyVersion>> {
  return attempt(() => {
    const parsed = operations.map(parseOperation);
    return db.prisma.$transaction(async (tx) => {
      const draft = await lockDraft(tx, versionId, revision);
      const contents = await contentsOf(tx, versionId);
      const publishedIds = await idsPublished(tx, draft.vocabularyId);
      const steps = stepsOf(contents, parsed, publishedIds, asOne);
      if (steps.length === 0) return draft;
      await tx.vocabularyChange.updateMany({
        where: { versionId, undoneAt: { not: null } },
        data: { isOverruled: true },
      });
      await writeDifference(tx, draft, contents, steps.at(-1)!.after);
      await recordSteps(tx, draft, steps, person);
      return nextRevision(tx, versionId);
    }, LIMITS);
  });
}

/** Takes the latest step back. Problems: NOT_FOUND, STALE, INVALID (nothing to take back). */
export function undoChange(db: Database, versionId: string, revision: number): Promise<Outcome<VocabularyVersion>> {
  return replay(db, versionId, revision, 'before');
}

/** Does again what was taken back last. Problems: NOT_FOUND, STALE, INVALID (nothing to do again). */
export function redoChange(db: Database, versionId: string, revision: number): Promise<Outcome<VocabularyVersion>> {
  return replay(db, versionId, revision, 'after');
}

/** The step that would be taken back, and the one that would be done again, by version. */
export const UNDOABLE = { where: { undoneAt: null }, orderBy: { sequence: 'desc' } } as const;
export const REDOABLE = {
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
    db.prisma.$transaction(async (tx) => {
      const draft = await lockDraft(tx, versionId, revision);
      const { where, orderBy } = side === 'before' ? UNDOABLE : REDOABLE;
      const step = await tx.vocabularyChange.findFirst({ where: { versionId, ...where }, orderBy });
      if (!step) return refuse('INVALID', null, `there is nothing to ${side === 'before' ? 'take back' : 'do again'}`);
      const contents = await contentsOf(tx, versionId);
      await writeDifference(tx, draft, contents, withSide(contents, step, side));
      const undoneAt = side === 'before' ? new Date() : null;
      await tx.vocabularyChange.update({ where: { id: step.id }, data: { undoneAt } });
      return nextRevision(tx, versionId);
    }, LIMITS),
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

function parseOperation(operation: DraftOperation, index: number): VocabularyOperation {
  const at = `operations.${index}`;
  if (operation.kind === 'put') return { kind: 'put', concepts: parseConcepts(operation.concepts, `${at}.concepts`) };
  if (operation.kind === 'split') return { ...operation, into: parseConcepts(operation.into, `${at}.into`) };
  return operation;
}

function parseConcepts(concepts: readonly ConceptInput[], at: string): ConceptContent[] {
  return concepts.map((concept, index) => {
    const { success, data, error } = conceptInput.safeParse(concept);
    if (success) return data;
    const [issue] = error.issues;
    return refuse('INVALID', [at, index, ...issue.path].join('.'), `${concept.id}: ${issue.message}`);
  });
}

async function contentsOf(tx: Transaction, versionId: string): Promise<VocabularyContents> {
  const [concepts] = await conceptsOfVersions({ prisma: tx }, [versionId]);
  return new Map(concepts.map(({ conceptId: _, ...content }) => [content.id, content]));
}

/** External ids of the concepts that a published version has. */
async function idsPublished(tx: Transaction, vocabularyId: string): Promise<ReadonlySet<string>> {
  const concepts = await tx.concept.findMany({
    where: { vocabularyId, contents: { some: { version: { status: 'published' } } } },
    select: { externalId: true },
  });
  return new Set(concepts.map(({ externalId }) => externalId));
}

interface Step {
  readonly kind: VocabularyChangeKind;
  readonly operations: readonly VocabularyOperation[];
  readonly before: VocabularyContents;
  readonly after: VocabularyContents;
  readonly touched: readonly string[];
}

function stepsOf(
  contents: VocabularyContents,
  operations: readonly VocabularyOperation[],
  publishedIds: ReadonlySet<string>,
  asOne: VocabularyChangeKind | null | undefined,
): Step[] {
  const steps: Step[] = [];
  let current = contents;
  for (const [index, operation] of operations.entries()) {
    const after = applied(current, operation, index, publishedIds);
    steps.push(stepOf([operation], current, after));
    current = after;
  }
  const all = asOne === undefined ? steps : [stepOf(operations, contents, current, asOne)];
  return all.filter(({ touched }) => touched.length > 0);
}

function applied(
  contents: VocabularyContents,
  operation: VocabularyOperation,
  index: number,
  publishedIds: ReadonlySet<string>,
): VocabularyContents {
  try {
    return applyOperation(contents, operation, { publishedIds });
  } catch (error) {
    if (error instanceof OperationError) refuse('INVALID', `operations.${index}.${error.field}`, error.message);
    throw error;
  }
}

function stepOf(
  operations: readonly VocabularyOperation[],
  before: VocabularyContents,
  after: VocabularyContents,
  kind: VocabularyChangeKind | null = null,
): Step {
  const { added, removed, changes } = compareContents(before, after);
  const touched = [...new Set([...added, ...removed, ...changes.map(({ conceptId }) => conceptId)])];
  return { operations, before, after, touched, kind: kind ?? kindOf(operations, before, after) };
}

/** What people would call it. */
function kindOf(
  operations: readonly VocabularyOperation[],
  before: VocabularyContents,
  after: VocabularyContents,
): VocabularyChangeKind {
  if (operations.length !== 1) return 'bulk';
  const [{ kind }] = operations;
  if (kind !== 'put') return kind;
  const { added, changes } = compareContents(before, after);
  if (added.length > 0) return changes.length > 0 ? 'bulk' : 'add';
  const fields = new Set(changes.map(({ field }) => field));
  const isWithin = (...allowed: readonly string[]) => [...fields].every((field) => allowed.includes(field));
  if (isWithin('prefLabels', 'altLabels', 'hiddenLabels')) return 'rename';
  if (isWithin('prompts', 'reviewedPrompts')) return 'reprompt';
  return isWithin('broaderId', 'position') ? 'move' : 'edit';
}

async function writeDifference(
  tx: Transaction,
  { id: versionId, vocabularyId }: VocabularyVersion,
  before: VocabularyContents,
  after: VocabularyContents,
): Promise<void> {
  const { added, removed, changes } = compareContents(before, after);
  const ids = new Set([...added, ...changes.map(({ conceptId }) => conceptId)]);
  await tx.concept.createMany({
    data: added.map((externalId) => ({ vocabularyId, externalId })),
    skipDuplicates: true,
  });
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
  const concepts = await tx.concept.findMany({ where: { vocabularyId, externalId: { in: externalIds } } });
  const keys = new Map(concepts.map(({ id, externalId }) => [externalId, id]));
  const data = steps.map(({ kind, operations, before, after, touched }, index) => ({
    id: newId(),
    versionId,
    sequence: (_max.sequence ?? 0) + index + 1,
    kind,
    operations: toJson(operations),
    before: sideOf(before, touched),
    after: sideOf(after, touched),
    touchedIds: touched.map((id) => keys.get(id)!),
    person,
  }));
  await tx.vocabularyChange.createMany({ data });
}

function sideOf(contents: VocabularyContents, ids: readonly string[]): object {
  return toJson(Object.fromEntries(ids.map((id) => [id, contents.get(id) ?? null])));
}

/** Plain JSON, as Prisma's type for it wants it. */
function toJson(value: object): object {
  return value;
}

function nextRevision(tx: Transaction, versionId: string): Promise<VocabularyVersion> {
  return tx.vocabularyVersion.update({ where: { id: versionId }, data: { revision: { increment: 1 } } });
}
