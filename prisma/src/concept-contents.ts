import type { ConceptContent as DomainContent, Reason } from '@actionary/inference/domain';
import { z } from 'zod';
import { Prisma } from '../generated/client.ts';
import { alignRows, groupRows } from './batch.ts';
import type { Database } from './database.ts';
import type { ProblemReason } from './outcome.ts';
import type { Reader, Transaction } from './transaction.ts';

/** What may be wrong with a concept, and the reason by which it is told. */
const ISSUES: Readonly<Record<string, Reason<ProblemReason>>> = {
  'not a language tag (BCP 47)': { reason: 'notALanguage' },
  'must not be empty': { reason: 'required' },
  'at most 500 characters': { reason: 'tooLong', most: 500 },
  'must be one line, without control characters': { reason: 'controlCharacters' },
  'an example has a video and a span that is not empty, or none of them': { reason: 'exampleOfNothing' },
  'an example needs a note or a video': { reason: 'exampleOfNothing' },
  'not an IRI, e.g. https://example.org/words#tighten': { reason: 'notAnIri' },
  'an IRI that runs something is no concept': { reason: 'notAnIri' },
  'a label is needed': { reason: 'labelNeeded' },
  'only what is deprecated is replaced': { reason: 'replacedButActive' },
};

/** @param message of an issue of {@link conceptInput} @returns null: only the message tells */
export function conceptReason(message: string): Reason<ProblemReason> | null {
  return ISSUES[message] ?? null;
}

const languageTag = z.string().regex(/^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'not a language tag (BCP 47)');
const text = z.string().trim().min(1, 'must not be empty');
/** One line that other systems can keep, too. */
const externalId = text
  .max(500, 'at most 500 characters')
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line, without control characters');
const ids = z.array(text).default([]);
const textByLanguage = z.record(languageTag, text).default({});
const textsByLanguage = z.record(languageTag, z.array(text)).default({});
const orNull = <T>(value: T | null | undefined): T | null => value ?? null;

const example = z
  .object({
    note: z.string().default(''),
    videoSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'not a sha256')
      .nullish()
      .transform(orNull),
    startMs: z.int().min(0).nullish().transform(orNull),
    endMs: z.int().min(0).nullish().transform(orNull),
  })
  .refine(
    ({ videoSha256, startMs, endMs }) =>
      videoSha256 === null ? startMs === null && endMs === null : startMs !== null && endMs !== null && endMs > startMs,
    'an example has a video and a span that is not empty, or none of them',
  )
  .refine(({ note, videoSha256 }) => note.trim() !== '' || videoSha256 !== null, 'an example needs a note or a video');

/** Schemes that run something where a link is followed. */
const SCRIPT_IRI = /^(javascript|vbscript|data):/i;

const mapping = z.object({
  relation: z.enum(['exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch', 'relatedMatch']),
  target: z
    .string()
    .regex(/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i, 'not an IRI, e.g. https://example.org/words#tighten')
    .refine((target) => !SCRIPT_IRI.test(target), 'an IRI that runs something is no concept'),
});

/** What a version says about a concept, as it is written and read. Ids are external ids, stable within the vocabulary. */
export const conceptInput = z
  .object({
    id: externalId,
    broaderId: text.nullish().transform(orNull),
    /** Order among siblings; default 0. */
    position: z.int().default(0),
    status: z.enum(['active', 'deprecated']).default('active'),
    notation: text.nullish().transform(orNull),
    prefLabels: textByLanguage.refine((labels) => Object.keys(labels).length > 0, 'a label is needed'),
    altLabels: textsByLanguage,
    hiddenLabels: textsByLanguage,
    definitions: textByLanguage,
    scopeNotes: textByLanguage,
    prompts: textsByLanguage,
    reviewedPrompts: z.array(languageTag).default([]),
    /** Facet values, by facet: `{ valueClass: ['net'] }` */
    facets: z.record(text, z.array(text)).default({}),
    relatedIds: ids,
    examples: z.array(example).default([]),
    mappings: z.array(mapping).default([]),
    replacedByIds: ids,
  })
  .refine(({ status, replacedByIds }) => status === 'deprecated' || replacedByIds.length === 0, {
    path: ['replacedByIds'],
    message: 'only what is deprecated is replaced',
  });

export type ConceptInput = z.input<typeof conceptInput>;

/** A concept of a version, complete. `id` is the external one. */
export interface VersionConcept extends DomainContent {
  /** Database id; the same in every version. */
  readonly conceptId: string;
}

/** What versions say about single concepts. @param keys `versionId/conceptId` */
export async function getConceptContents(db: Database, keys: readonly string[]): Promise<(PlacedConcept | null)[]> {
  const [versionIds, conceptIds] = [0, 1].map((part) => keys.map((key) => key.split('/')[part]!));
  const contents = await findContents(
    db,
    Prisma.sql`(content."versionId", content."conceptId") IN (
      SELECT * FROM unnest(${versionIds}::uuid[], ${conceptIds}::uuid[])
    )`,
  );
  return alignRows(keys, contents, ({ versionId, conceptId }) => `${versionId}/${conceptId}`);
}

/** Concepts of each version, in the order of their positions, then of their external ids: the order that concept indices refer to. */
export async function conceptsOfVersions(db: Reader, versionIds: readonly string[]): Promise<VersionConcept[][]> {
  const rows = await findContents(db, Prisma.sql`content."versionId" = ANY (${[...versionIds]}::uuid[])`);
  return groupRows(versionIds, rows, ({ versionId }) => versionId).map((group) =>
    group.map(({ versionId: _, ...concept }) => concept),
  );
}

type PlacedConcept = VersionConcept & { readonly versionId: string };

/** One statement for all of it: thousands of concepts are read whenever a draft is changed. */
async function findContents({ prisma }: Reader, which: Prisma.Sql): Promise<PlacedConcept[]> {
  const rows = await prisma.$queryRaw<{ readonly versionId: string; readonly conceptId: string }[]>`
    SELECT content."versionId", content."conceptId", concept."externalId" AS "id", broader."externalId" AS "broaderId",
      ${VALUES}
    FROM "ConceptContent" AS content
    JOIN "Concept" AS concept ON concept."id" = content."conceptId"
    LEFT JOIN "Concept" AS broader ON broader."id" = content."broaderId"
    WHERE ${which}
    ORDER BY content."position", concept."externalId"`;
  // Written through the same schema.
  return rows.map(({ versionId, conceptId, ...row }) => ({ versionId, conceptId, ...conceptInput.parse(row) }));
}

/** Columns that are written as they are, in the order of the statement. */
const PLAIN_COLUMNS = {
  position: 'int',
  status: '"ConceptStatus"',
  notation: 'text',
  prefLabels: 'jsonb',
  altLabels: 'jsonb',
  hiddenLabels: 'jsonb',
  definitions: 'jsonb',
  scopeNotes: 'jsonb',
  prompts: 'jsonb',
  reviewedPrompts: 'text[]',
  facets: 'jsonb',
  relatedIds: 'text[]',
  examples: 'jsonb',
  mappings: 'jsonb',
  replacedByIds: 'text[]',
} as const satisfies Partial<Record<keyof DomainContent, string>>;

const columnList = (write: (name: string, type: string) => string) =>
  Prisma.raw(
    Object.entries(PLAIN_COLUMNS)
      .map(([name, type]) => write(name, type))
      .join(', '),
  );
const NAMES = columnList((name) => `"${name}"`);
const VALUES = columnList((name) => `content."${name}"`);
const TYPES = columnList((name, type) => `"${name}" ${type}`);
const UPDATES = columnList((name) => `"${name}" = excluded."${name}"`);

/** Writes contents over what the version says about the same concepts. Concepts have to be there. */
export async function writeContents(
  tx: Transaction,
  { versionId, vocabularyId }: { readonly versionId: string; readonly vocabularyId: string },
  concepts: readonly DomainContent[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ConceptContent" ("versionId", "vocabularyId", "conceptId", "broaderId", ${NAMES})
    SELECT ${versionId}::uuid, ${vocabularyId}::uuid, concept."id", broader."id", ${VALUES}
    FROM json_to_recordset(${JSON.stringify(concepts)}::json) AS content ("id" text, "broaderId" text, ${TYPES})
    JOIN "Concept" AS concept ON concept."vocabularyId" = ${vocabularyId}::uuid AND concept."externalId" = content."id"
    LEFT JOIN "Concept" AS broader
      ON broader."vocabularyId" = ${vocabularyId}::uuid AND broader."externalId" = content."broaderId"
    ON CONFLICT ("versionId", "conceptId") DO UPDATE SET "broaderId" = excluded."broaderId", ${UPDATES}, "updatedAt" = now()`;
}
