import path from 'node:path';
import {
  changeDraft,
  conceptInput,
  conceptReason,
  conceptsOfVersions,
  createVocabulary,
  findVocabulary,
  getVocabularyVersions,
  openDraft,
  publishedConceptIds,
} from '@actionary/database';
import type { ConceptInput, Database, DraftOperation, Outcome, VocabularyVersion } from '@actionary/database';
import { readDocument, VocabularyError } from '@actionary/inference';
import { planImport, PROMPT_LANGUAGES } from '@actionary/inference/domain';
import type {
  ConceptContent,
  ImportPlan,
  ReadDocument,
  SchemeFacts,
  VocabularyContents,
} from '@actionary/inference/domain';
import type { ImportVocabularyInput } from '../../../../generated/resolvers-types.ts';
import { cleanName, done, inputKey, refuse, settle, unwrap } from '../../../shared/graphql/result.ts';
import type { Result } from '../../../shared/graphql/result.ts';
import { uploadBytes } from '../../../shared/graphql/upload-bytes.ts';

const MAX_ROWS = 1000;

/** What an import would do, and to what. */
interface Planned {
  readonly document: ReadDocument;
  readonly target: Target;
  readonly plan: ImportPlan;
}

/** What an import has done; its value is null where nothing was to be changed. */
type ImportResult = Result<VocabularyVersion | null> & {
  /** Null where the file could not be read, or is for no draft. */
  readonly planned: Planned | null;
};

/** Reads a file, plans what it would do to a draft or as a new vocabulary, and does it unless the mode forbids. */
export async function importVocabulary(
  db: Database,
  input: ImportVocabularyInput,
  person: string | null,
): Promise<ImportResult> {
  const { value: planned, userErrors } = await settle(async () => done(await planOf(db, input)));
  if (planned === null) return { value: null, userErrors, planned };
  return { ...(await settle(() => carryOut(db, input, planned, person))), planned };
}

async function planOf(db: Database, input: ImportVocabularyInput): Promise<Planned> {
  const document = await readUpload(input);
  const target = await findTarget(db, input);
  const options = { removeMissing: input.removeMissing ?? false, publishedIds: target.publishedIds };
  return {
    document,
    target,
    plan: planImport(document, target.contents, { ...options, promptLanguages: PROMPT_LANGUAGES }),
  };
}

async function carryOut(
  db: Database,
  input: ImportVocabularyInput,
  { document, target, plan }: Planned,
  person: string | null,
): Promise<Outcome<VocabularyVersion | null>> {
  if (input.mode === 'refuse') refuseProblems(plan);
  if (input.mode === 'report') return done(null);
  // Before there is a vocabulary: a refusal leaves none behind.
  const put = plan.put.map(toInput);
  const { removedIds } = plan;
  if (target.versionId !== null)
    return writeImport(db, target.versionId, input.expectedRevision, { put, removedIds }, person);
  return writeImport(db, await createDraft(db, input, document.scheme), null, { put, removedIds }, person);
}

export function toImportPayload({ value: version, userErrors, planned }: ImportResult) {
  const { plan, document } = planned ?? {};
  const rows = plan?.rows ?? [];
  return {
    __typename: 'ImportVocabularyPayload' as const,
    version,
    addedCount: plan?.addedCount ?? 0,
    changedCount: plan?.changedCount ?? 0,
    unchangedCount: plan?.unchangedCount ?? 0,
    removedCount: plan?.removedCount ?? 0,
    rows: rows.slice(0, MAX_ROWS).map(({ conceptId, ...row }) => ({
      __typename: 'ImportRow' as const,
      externalId: conceptId,
      ...row,
    })),
    rowCount: rows.length,
    encoding: document?.encoding ?? null,
    userErrors,
  };
}

/** @throws what {@link settle} takes, for bytes that are no such file */
async function readUpload(input: ImportVocabularyInput): Promise<ReadDocument> {
  const bytes = uploadBytes(input);
  try {
    return await readDocument(bytes, input.fileName);
  } catch (error) {
    if (error instanceof VocabularyError) return refuse('INVALID', 'content', error.message, error.reason);
    throw error;
  }
}

interface Target {
  /** Null: a new vocabulary. */
  readonly versionId: string | null;
  readonly contents: VocabularyContents;
  readonly publishedIds: ReadonlySet<string>;
}

async function findTarget(db: Database, { versionId, expectedRevision }: ImportVocabularyInput): Promise<Target> {
  if (!versionId) return { versionId: null, contents: new Map(), publishedIds: new Set() };
  const key = inputKey('VocabularyVersion', versionId, 'versionId');
  const [version] = await getVocabularyVersions(db, [key]);
  if (!version) return refuse('NOT_FOUND', 'versionId', 'there is no such version');
  if (version.status !== 'draft')
    refuse('INVALID', 'versionId', 'a published version never changes', 'versionPublished');
  if (typeof expectedRevision === 'number' && version.revision !== expectedRevision)
    refuse('STALE', 'expectedRevision', 'the draft has been edited since it was read');
  const [concepts] = await conceptsOfVersions(db, [key]);
  const contents = new Map(concepts.map(({ conceptId: _, ...content }) => [content.id, content]));
  return { versionId: key, contents, publishedIds: await publishedConceptIds(db, version.vocabularyId) };
}

function refuseProblems({ rows }: ImportPlan): void {
  const problems = rows.filter(({ severity }) => severity !== 'hint');
  const [first] = problems;
  if (first)
    refuse('INVALID', 'mode', `${problems.length} problems; the first is at ${first.place}: ${first.message}`, {
      reason: 'importProblems',
      count: problems.length,
    });
}

/** Creates a vocabulary with these words in its draft; what it is called elsewhere it is called here, too, if that is free. */
async function createDraft(db: Database, { name, fileName }: ImportVocabularyInput, scheme: SchemeFacts) {
  const { description, licence, source, externalId } = scheme;
  const isFree = externalId !== null && (await findVocabulary(db, externalId)) === null;
  const called = cleanName(name ?? (scheme.name || path.parse(fileName).name), 'name');
  const facts = { name: called, description, licence, source, externalId: isFree ? externalId : null };
  const { id } = unwrap(await createVocabulary(db, facts));
  return unwrap(await openDraft(db, id)).id;
}

type PutConcepts = Extract<DraftOperation, { readonly kind: 'put' }>['concepts'];

/** Writes a plan as one step of the draft's change set. */
export function writeImport(
  db: Database,
  versionId: string,
  revision: number | null | undefined,
  { put, removedIds }: { readonly put: PutConcepts; readonly removedIds: readonly string[] },
  person: string | null,
) {
  const operations: DraftOperation[] = [
    { kind: 'put', concepts: put },
    ...(removedIds.length > 0 ? [{ kind: 'remove', ids: removedIds } as const] : []),
  ];
  return changeDraft(db, versionId, revision ?? null, operations, { asOne: 'import', person });
}

/** Contents as the store takes them. What a plan has mended fits, but for texts that are longer than anybody meant. */
function toInput(content: ConceptContent): ConceptInput {
  const { success, data, error } = conceptInput.safeParse(content);
  if (success) return data;
  const [issue] = error.issues;
  const about = `${content.id}: ${issue?.path.join('.')}: ${issue?.message}`;
  return refuse('INVALID', 'content', about, conceptReason(issue?.message ?? ''));
}
