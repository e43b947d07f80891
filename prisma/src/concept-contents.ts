import type { Concept as InferenceConcept } from '@actionary/inference/domain';
import { z } from 'zod';
import { Prisma } from '../generated/client.ts';
import type { ConceptContent, ConceptStatus } from '../generated/client.ts';
import { alignRows, groupRows } from './batch.ts';
import type { Database } from './database.ts';

const languageTag = z.string().regex(/^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'not a language tag (BCP 47)');
const text = z.string().trim().min(1, 'must not be empty');
const textByLanguage = z.record(languageTag, text).default({});
const textsByLanguage = z.record(languageTag, z.array(text)).default({});

/** What a version says about a concept, as it is written and read. Ids are external ids, stable within the vocabulary. */
export const conceptInput = z.object({
  id: text,
  broaderId: text.nullish().transform((id) => id ?? null),
  /** Order among siblings; default 0. */
  position: z.int().default(0),
  status: z.enum(['active', 'deprecated']).default('active'),
  notation: text.nullish().transform((notation) => notation ?? null),
  prefLabels: textByLanguage.refine((labels) => Object.keys(labels).length > 0, 'a label is needed'),
  altLabels: textsByLanguage,
  hiddenLabels: textsByLanguage,
  definitions: textByLanguage,
  scopeNotes: textByLanguage,
  prompts: textsByLanguage,
  /** Facet values, by facet: `{ valueClass: ['net'] }` */
  facets: z.record(text, z.array(text)).default({}),
});

export type ConceptInput = z.input<typeof conceptInput>;
/** A concept of a version, complete. Extends what inference takes. */
export interface VersionConcept extends InferenceConcept {
  /** Database id; the same in every version. `id` is the external one. */
  readonly conceptId: string;
  readonly position: number;
  readonly status: ConceptStatus;
  readonly hiddenLabels: Readonly<Record<string, readonly string[]>>;
  readonly scopeNotes: Readonly<Record<string, string>>;
  readonly facets: Readonly<Record<string, readonly string[]>>;
}

const WITH_EXTERNAL_IDS = {
  concept: { select: { externalId: true } },
  broader: { select: { concept: { select: { externalId: true } } } },
} as const;

/** What versions say about single concepts. @param keys `versionId/conceptId` */
export async function getConceptContents(
  db: Database,
  keys: readonly string[],
): Promise<((VersionConcept & { readonly versionId: string }) | null)[]> {
  const wanted = keys.map((key) => {
    const [versionId, conceptId] = key.split('/');
    return { versionId, conceptId };
  });
  const rows = await db.prisma.conceptContent.findMany({ where: { OR: wanted }, include: WITH_EXTERNAL_IDS });
  const contents = rows.map((row) => ({ ...toVersionConcept(row), versionId: row.versionId }));
  return alignRows(keys, contents, ({ versionId, conceptId }) => `${versionId}/${conceptId}`);
}

/** Concepts of each version, in the order of their positions, then of their external ids: the order that concept indices refer to. */
export async function conceptsOfVersions(
  db: Pick<Database, 'prisma'> | { prisma: Prisma.TransactionClient },
  versionIds: readonly string[],
): Promise<VersionConcept[][]> {
  const rows = await db.prisma.conceptContent.findMany({
    where: { versionId: { in: [...versionIds] } },
    include: WITH_EXTERNAL_IDS,
    orderBy: [{ position: 'asc' }, { concept: { externalId: 'asc' } }],
  });
  return groupRows(versionIds, rows, ({ versionId }) => versionId).map((group) => group.map(toVersionConcept));
}

type ContentRow = ConceptContent & {
  readonly concept: { readonly externalId: string };
  readonly broader: { readonly concept: { readonly externalId: string } } | null;
};

function toVersionConcept({ conceptId, concept, broader, ...row }: ContentRow): VersionConcept {
  const id = concept.externalId;
  const broaderId = broader?.concept.externalId ?? null;
  // Written through the same schema.
  return { conceptId, ...conceptInput.parse({ ...row, id, broaderId }) };
}

/** Writes contents over what the version says about the same concepts. Concepts have to be there. */
export async function writeContents(
  tx: Prisma.TransactionClient,
  { versionId, vocabularyId }: { readonly versionId: string; readonly vocabularyId: string },
  concepts: readonly z.output<typeof conceptInput>[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ConceptContent" (
      "versionId", "vocabularyId", "conceptId", "broaderId", "position", "status", "notation", "prefLabels", "altLabels",
      "hiddenLabels", "definitions", "scopeNotes", "prompts", "facets"
    )
    SELECT ${versionId}::uuid, ${vocabularyId}::uuid, concept."id", broader."id", content."position", content."status",
      content."notation", content."prefLabels", content."altLabels", content."hiddenLabels", content."definitions",
      content."scopeNotes", content."prompts", content."facets"
    FROM json_to_recordset(${JSON.stringify(concepts)}::json) AS content (
      "id" text, "broaderId" text, "position" int, "status" "ConceptStatus", "notation" text, "prefLabels" jsonb,
      "altLabels" jsonb, "hiddenLabels" jsonb, "definitions" jsonb, "scopeNotes" jsonb, "prompts" jsonb, "facets" jsonb
    )
    JOIN "Concept" AS concept ON concept."vocabularyId" = ${vocabularyId}::uuid AND concept."externalId" = content."id"
    LEFT JOIN "Concept" AS broader
      ON broader."vocabularyId" = ${vocabularyId}::uuid AND broader."externalId" = content."broaderId"
    ON CONFLICT ("versionId", "conceptId") DO UPDATE SET
      "broaderId" = excluded."broaderId", "position" = excluded."position", "status" = excluded."status",
      "notation" = excluded."notation", "prefLabels" = excluded."prefLabels", "altLabels" = excluded."altLabels",
      "hiddenLabels" = excluded."hiddenLabels", "definitions" = excluded."definitions", "scopeNotes" = excluded."scopeNotes",
      "prompts" = excluded."prompts", "facets" = excluded."facets", "updatedAt" = now()`;
}
