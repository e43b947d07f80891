import { findWrongTemplate } from '@actionary/inference/domain';
import type { PromptSet, PromptSetVersion } from '../generated/client.ts';
import { alignRows, groupRows } from './batch.ts';
import { contentHash } from './content-hash.ts';
import type { Database } from './database.ts';
import { attempt, refuse, requireName } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { idWindow, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { inTransaction } from './transaction.ts';

export interface PromptTemplates {
  /** Language that the templates are written in. */
  readonly language: string;
  /** With slots, e.g. `a video of a person {label}.`; at least one. */
  readonly templates: readonly string[];
}

export interface PromptSetInput extends PromptTemplates {
  /** Unique. */
  readonly name: string;
  readonly externalId?: string | null;
  readonly licence?: string;
  readonly source?: string;
}

/** Creates a prompt set with its first version. Problems: TAKEN, INVALID (field `templates.0` …). */
export function createPromptSet(
  db: Database,
  { language, templates, ...named }: PromptSetInput,
): Promise<Outcome<PromptSet>> {
  return attempt(async () => {
    requireName(named.name);
    const content = checked({ language, templates });
    return db.prisma.promptSet.create({ data: { ...named, versions: { create: { number: 1, ...content } } } });
  });
}

/** Saves templates as the next version; gives the newest one where it is the same. Problems: NOT_FOUND, INVALID. */
export function savePromptSetVersion(
  db: Database,
  promptSetId: string,
  input: PromptTemplates,
): Promise<Outcome<PromptSetVersion>> {
  return attempt(() => {
    const content = checked(input);
    return inTransaction(db, async (tx) => {
      const [found] = await tx.$queryRaw<object[]>`
        SELECT 1 FROM "PromptSet" WHERE "id" = ${promptSetId}::uuid FOR NO KEY UPDATE`;
      if (!found) refuse('NOT_FOUND', 'promptSetId', 'there is no such prompt set');
      const newest = await tx.promptSetVersion.findFirst({ where: { promptSetId }, orderBy: { number: 'desc' } });
      if (newest?.contentHash === content.contentHash) return newest;
      return tx.promptSetVersion.create({ data: { promptSetId, number: (newest?.number ?? 0) + 1, ...content } });
    });
  });
}

function checked({ language, templates }: PromptTemplates) {
  if (language.trim() === '') refuse('INVALID', 'language', 'a language is needed', 'required');
  if (templates.length === 0)
    refuse('INVALID', 'templates', 'a template is needed, e.g. "a video of a person {label}."', 'required');
  const wrong = findWrongTemplate(templates);
  if (wrong) refuse('INVALID', `templates.${wrong.index}`, wrong.message, wrong.reason);
  return { language, templates: [...templates], contentHash: contentHash({ language, templates }) };
}

/** Oldest first. */
export async function listPromptSets(db: Database, page: PageRequest = {}): Promise<Page<PromptSet>> {
  const window = idWindow(page, 'oldestFirst');
  return toPage(await db.prisma.promptSet.findMany(window), window);
}

export async function getPromptSets(db: Database, ids: readonly string[]): Promise<(PromptSet | null)[]> {
  const rows = await db.prisma.promptSet.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

export async function getPromptSetVersions(db: Database, ids: readonly string[]): Promise<(PromptSetVersion | null)[]> {
  const rows = await db.prisma.promptSetVersion.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

/** Versions of each prompt set, newest first. */
export async function versionsOfPromptSets(db: Database, ids: readonly string[]): Promise<PromptSetVersion[][]> {
  const rows = await db.prisma.promptSetVersion.findMany({
    where: { promptSetId: { in: [...ids] } },
    orderBy: { number: 'desc' },
  });
  return groupRows(ids, rows, ({ promptSetId }) => promptSetId);
}
