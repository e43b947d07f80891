-- What a version says about a concept, completely; change sets; what results count as in a version; reviews.
ALTER TABLE "Vocabulary" ADD COLUMN "licence" TEXT NOT NULL DEFAULT '', ADD COLUMN "source" TEXT NOT NULL DEFAULT '';

ALTER TABLE "ConceptContent"
  ADD COLUMN "reviewedPrompts" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "examples" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "relatedIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "mappings" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "replacedByIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD CONSTRAINT "ConceptContent_lists_check" CHECK (
    "reviewedPrompts" IS NOT NULL AND "relatedIds" IS NOT NULL AND "replacedByIds" IS NOT NULL
    AND jsonb_typeof("examples") = 'array' AND jsonb_typeof("mappings") = 'array'
  ),
  ADD CONSTRAINT "ConceptContent_replacedByIds_check" CHECK ("status" = 'deprecated' OR cardinality("replacedByIds") = 0);

CREATE TYPE "VocabularyChangeKind" AS ENUM ('add', 'rename', 'reprompt', 'move', 'edit', 'merge', 'split', 'deprecate', 'restore', 'remove', 'import', 'revert', 'bulk');

CREATE TYPE "ReviewVerdict" AS ENUM ('confirm', 'correct', 'reject', 'draw');

CREATE TABLE "VocabularyChange" (
    "id" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" "VocabularyChangeKind" NOT NULL,
    "operations" JSONB NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "touchedIds" UUID[],
    "person" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneAt" TIMESTAMPTZ(3),
    "isOverruled" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "VocabularyChange_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ConceptResolution" (
    "versionId" UUID NOT NULL,
    "conceptId" UUID NOT NULL,
    "targetIds" UUID[],

    CONSTRAINT "ConceptResolution_pkey" PRIMARY KEY ("versionId","conceptId")
);

CREATE TABLE "VocabularyClient" (
    "vocabularyId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "pinnedVersionId" UUID,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "VocabularyClient_pkey" PRIMARY KEY ("vocabularyId","name")
);

CREATE TABLE "Review" (
    "id" UUID NOT NULL,
    "contentSha256" VARCHAR(64) NOT NULL,
    "startMs" INTEGER NOT NULL,
    "endMs" INTEGER NOT NULL,
    "vocabularyId" UUID NOT NULL,
    "conceptId" UUID,
    "verdict" "ReviewVerdict" NOT NULL,
    "person" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Review_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ReviewQueueItem" (
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "candidateIds" UUID[],
    "probabilities" REAL[],
    "decidedConceptId" UUID,
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReviewQueueItem_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "VocabularyChange_touchedIds_idx" ON "VocabularyChange" USING GIN ("touchedIds");

CREATE UNIQUE INDEX "VocabularyChange_versionId_sequence_key" ON "VocabularyChange"("versionId", "sequence");

CREATE INDEX "ConceptResolution_conceptId_idx" ON "ConceptResolution"("conceptId");

CREATE INDEX "Review_vocabularyId_id_idx" ON "Review"("vocabularyId", "id");

CREATE INDEX "Review_conceptId_idx" ON "Review"("conceptId");

CREATE INDEX "Review_contentSha256_idx" ON "Review"("contentSha256");

CREATE INDEX "ReviewQueueItem_versionId_id_idx" ON "ReviewQueueItem"("versionId", "id");

CREATE UNIQUE INDEX "ReviewQueueItem_reviewId_versionId_key" ON "ReviewQueueItem"("reviewId", "versionId");

ALTER TABLE "VocabularyChange" ADD CONSTRAINT "VocabularyChange_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "VocabularyVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ConceptResolution" ADD CONSTRAINT "ConceptResolution_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "VocabularyVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ConceptResolution" ADD CONSTRAINT "ConceptResolution_conceptId_fkey" FOREIGN KEY ("conceptId") REFERENCES "Concept"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "VocabularyClient" ADD CONSTRAINT "VocabularyClient_vocabularyId_fkey" FOREIGN KEY ("vocabularyId") REFERENCES "Vocabulary"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "VocabularyClient" ADD CONSTRAINT "VocabularyClient_pinnedVersionId_fkey" FOREIGN KEY ("pinnedVersionId") REFERENCES "VocabularyVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Review" ADD CONSTRAINT "Review_vocabularyId_fkey" FOREIGN KEY ("vocabularyId") REFERENCES "Vocabulary"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Review" ADD CONSTRAINT "Review_conceptId_vocabularyId_fkey" FOREIGN KEY ("conceptId", "vocabularyId") REFERENCES "Concept"("id", "vocabularyId") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ReviewQueueItem" ADD CONSTRAINT "ReviewQueueItem_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ReviewQueueItem" ADD CONSTRAINT "ReviewQueueItem_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "VocabularyVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ReviewQueueItem" ADD CONSTRAINT "ReviewQueueItem_decidedConceptId_fkey" FOREIGN KEY ("decidedConceptId") REFERENCES "Concept"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "VocabularyChange"
  ADD CONSTRAINT "VocabularyChange_check" CHECK ("sequence" >= 1 AND "touchedIds" IS NOT NULL),
  ADD CONSTRAINT "VocabularyChange_json_check" CHECK (
    jsonb_typeof("operations") = 'array' AND jsonb_typeof("before") = 'object' AND jsonb_typeof("after") = 'object'
  ),
  ADD CONSTRAINT "VocabularyChange_overruled_check" CHECK (NOT "isOverruled" OR "undoneAt" IS NOT NULL);

ALTER TABLE "ConceptResolution" ADD CONSTRAINT "ConceptResolution_check" CHECK ("targetIds" IS NOT NULL);

ALTER TABLE "VocabularyClient" ADD CONSTRAINT "VocabularyClient_check" CHECK ("name" <> '');

ALTER TABLE "Review"
  ADD CONSTRAINT "Review_contentSha256_check" CHECK ("contentSha256" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "Review_interval_check" CHECK ("startMs" >= 0 AND "endMs" > "startMs"),
  ADD CONSTRAINT "Review_verdict_check" CHECK (("verdict" = 'reject') = ("conceptId" IS NULL));

ALTER TABLE "ReviewQueueItem"
  ADD CONSTRAINT "ReviewQueueItem_candidateIds_check" CHECK (cardinality("candidateIds") >= 2),
  ADD CONSTRAINT "ReviewQueueItem_probabilities_check" CHECK (
    COALESCE(cardinality("probabilities"), 0) IN (0, cardinality("candidateIds"))
  ),
  ADD CONSTRAINT "ReviewQueueItem_decided_check" CHECK (
    ("decidedConceptId" IS NULL) = ("decidedAt" IS NULL)
    AND ("decidedConceptId" IS NULL OR "decidedConceptId" = ANY ("candidateIds"))
  );

-- What waits for a decision.
CREATE INDEX "ReviewQueueItem_open" ON "ReviewQueueItem" ("id") WHERE "decidedAt" IS NULL;

-- What concepts of versions published before mean: then a deprecated one had nothing in its place.
INSERT INTO "ConceptResolution" ("versionId", "conceptId", "targetIds")
SELECT version."id", concept."id", CASE WHEN content."status" = 'active' THEN ARRAY[concept."id"] ELSE '{}' END
FROM "VocabularyVersion" AS version
JOIN "Concept" AS concept ON concept."vocabularyId" = version."vocabularyId"
LEFT JOIN "ConceptContent" AS content ON content."versionId" = version."id" AND content."conceptId" = concept."id"
WHERE version."status" = 'published' AND EXISTS (
  SELECT FROM "ConceptContent" AS earlier JOIN "VocabularyVersion" AS had ON had."id" = earlier."versionId"
  WHERE earlier."conceptId" = concept."id" AND had."status" = 'published' AND had."number" <= version."number"
);
