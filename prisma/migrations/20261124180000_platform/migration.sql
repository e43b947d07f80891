-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "EquipmentLevel" AS ENUM ('Enterprise', 'Site', 'Area', 'ProcessCell', 'Unit', 'ProductionLine', 'WorkCell', 'ProductionUnit', 'StorageZone', 'StorageUnit', 'WorkCenter', 'WorkUnit', 'EquipmentModule', 'ControlModule', 'Other');

-- CreateEnum
CREATE TYPE "VideoStatus" AS ENUM ('pending', 'ready', 'failed', 'missing');

-- CreateEnum
CREATE TYPE "VersionStatus" AS ENUM ('draft', 'published');

-- CreateEnum
CREATE TYPE "ConceptStatus" AS ENUM ('active', 'deprecated');

-- CreateEnum
CREATE TYPE "RunState" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "EquipmentNode" (
    "id" UUID NOT NULL,
    "parentId" UUID,
    "level" "EquipmentLevel" NOT NULL,
    "name" TEXT NOT NULL,
    "externalId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EquipmentNode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VideoLibrary" (
    "id" UUID NOT NULL,
    "equipmentNodeId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "folder" TEXT NOT NULL,
    "externalId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "VideoLibrary_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Video" (
    "id" UUID NOT NULL,
    "libraryId" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "contentSha256" VARCHAR(64),
    "sizeBytes" BIGINT NOT NULL,
    "modifiedAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3),
    "externalId" TEXT,
    "status" "VideoStatus" NOT NULL DEFAULT 'pending',
    "durationMs" INTEGER,
    "width" INTEGER,
    "height" INTEGER,
    "rotationDegrees" INTEGER,
    "fpsNumerator" INTEGER,
    "fpsDenominator" INTEGER,
    "timeBaseNumerator" INTEGER,
    "timeBaseDenominator" INTEGER,
    "codec" TEXT,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Video_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Vocabulary" (
    "id" UUID NOT NULL,
    "externalId" TEXT,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Vocabulary_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VocabularyVersion" (
    "id" UUID NOT NULL,
    "vocabularyId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "VersionStatus" NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "contentHash" VARCHAR(64),
    "notes" TEXT NOT NULL DEFAULT '',
    "publishedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "VocabularyVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Concept" (
    "id" UUID NOT NULL,
    "vocabularyId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Concept_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConceptContent" (
    "versionId" UUID NOT NULL,
    "conceptId" UUID NOT NULL,
    "vocabularyId" UUID NOT NULL,
    "broaderId" UUID,
    "position" INTEGER NOT NULL DEFAULT 0,
    "status" "ConceptStatus" NOT NULL DEFAULT 'active',
    "notation" TEXT,
    "prefLabels" JSONB NOT NULL DEFAULT '{}',
    "altLabels" JSONB NOT NULL DEFAULT '{}',
    "hiddenLabels" JSONB NOT NULL DEFAULT '{}',
    "definitions" JSONB NOT NULL DEFAULT '{}',
    "scopeNotes" JSONB NOT NULL DEFAULT '{}',
    "prompts" JSONB NOT NULL DEFAULT '{}',
    "facets" JSONB NOT NULL DEFAULT '{}',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ConceptContent_pkey" PRIMARY KEY ("versionId","conceptId")
);

-- CreateTable
CREATE TABLE "PromptSet" (
    "id" UUID NOT NULL,
    "externalId" TEXT,
    "name" TEXT NOT NULL,
    "licence" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PromptSet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PromptSetVersion" (
    "id" UUID NOT NULL,
    "promptSetId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "templates" TEXT[],
    "contentHash" VARCHAR(64) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PromptSetVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Encoder" (
    "digest" VARCHAR(64) NOT NULL,
    "catalogueId" TEXT NOT NULL,
    "dims" INTEGER NOT NULL,
    "logitScale" DOUBLE PRECISION NOT NULL,
    "framesPerEmbedding" INTEGER NOT NULL DEFAULT 1,
    "languages" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Encoder_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "VideoEmbedding" (
    "id" UUID NOT NULL,
    "contentSha256" VARCHAR(64) NOT NULL,
    "encoderDigest" VARCHAR(64) NOT NULL,
    "sampling" TEXT NOT NULL,
    "frameCount" INTEGER NOT NULL DEFAULT 0,
    "damagedCount" INTEGER NOT NULL DEFAULT 0,
    "isTruncated" BOOLEAN NOT NULL DEFAULT false,
    "completedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "VideoEmbedding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EmbeddingChunk" (
    "videoEmbeddingId" UUID NOT NULL,
    "chunkIndex" INTEGER NOT NULL,
    "frameCount" INTEGER NOT NULL,
    "ptsMs" BYTEA NOT NULL,
    "embeddings" BYTEA NOT NULL,

    CONSTRAINT "EmbeddingChunk_pkey" PRIMARY KEY ("videoEmbeddingId","chunkIndex")
);

-- CreateTable
CREATE TABLE "Recipe" (
    "id" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "contentHash" VARCHAR(64) NOT NULL,
    "name" TEXT NOT NULL,
    "lineageId" UUID NOT NULL,
    "vocabularyVersionId" UUID NOT NULL,
    "promptSetVersionId" UUID NOT NULL,
    "encoderDigest" VARCHAR(64) NOT NULL,
    "sampling" TEXT NOT NULL DEFAULT 'fps=2',
    "window" JSONB NOT NULL DEFAULT '{}',
    "decode" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Recipe_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Recognition" (
    "id" UUID NOT NULL,
    "recipeId" UUID NOT NULL,
    "lineageId" UUID NOT NULL,
    "state" "RunState" NOT NULL DEFAULT 'queued',
    "videoCount" INTEGER NOT NULL,
    "succeededCount" INTEGER NOT NULL DEFAULT 0,
    "failedCount" INTEGER NOT NULL DEFAULT 0,
    "cancelledCount" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Recognition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecognitionVideo" (
    "id" UUID NOT NULL,
    "recognitionId" UUID NOT NULL,
    "lineageId" UUID NOT NULL,
    "videoId" UUID NOT NULL,
    "state" "RunState" NOT NULL DEFAULT 'queued',
    "isCurrent" BOOLEAN NOT NULL DEFAULT false,
    "segmentCount" INTEGER NOT NULL DEFAULT 0,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RecognitionVideo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Segment" (
    "recognitionVideoId" UUID NOT NULL,
    "segmentIndex" INTEGER NOT NULL,
    "startMs" INTEGER NOT NULL,
    "endMs" INTEGER NOT NULL,
    "conceptId" UUID,
    "score" REAL NOT NULL,
    "probability" REAL NOT NULL,
    "runnerUpIds" UUID[],
    "runnerUpProbabilities" REAL[],

    CONSTRAINT "Segment_pkey" PRIMARY KEY ("recognitionVideoId","segmentIndex")
);

-- CreateTable
CREATE TABLE "Job" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" "RunState" NOT NULL DEFAULT 'queued',
    "doneCount" BIGINT NOT NULL DEFAULT 0,
    "totalCount" BIGINT NOT NULL DEFAULT 0,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "libraryId" UUID,
    "recognitionId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "EquipmentNode_externalId_key" ON "EquipmentNode"("externalId");

-- CreateIndex
CREATE UNIQUE INDEX "EquipmentNode_parentId_name_key" ON "EquipmentNode"("parentId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "VideoLibrary_externalId_key" ON "VideoLibrary"("externalId");

-- CreateIndex
CREATE UNIQUE INDEX "VideoLibrary_equipmentNodeId_name_key" ON "VideoLibrary"("equipmentNodeId", "name");

-- CreateIndex
CREATE INDEX "Video_libraryId_id_idx" ON "Video"("libraryId", "id");

-- CreateIndex
CREATE INDEX "Video_libraryId_recordedAt_id_idx" ON "Video"("libraryId", "recordedAt", "id");

-- CreateIndex
CREATE INDEX "Video_contentSha256_idx" ON "Video"("contentSha256");

-- CreateIndex
CREATE UNIQUE INDEX "Video_libraryId_path_key" ON "Video"("libraryId", "path");

-- CreateIndex
CREATE UNIQUE INDEX "Video_libraryId_externalId_key" ON "Video"("libraryId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Vocabulary_externalId_key" ON "Vocabulary"("externalId");

-- CreateIndex
CREATE UNIQUE INDEX "VocabularyVersion_vocabularyId_number_key" ON "VocabularyVersion"("vocabularyId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "VocabularyVersion_id_vocabularyId_key" ON "VocabularyVersion"("id", "vocabularyId");

-- CreateIndex
CREATE UNIQUE INDEX "Concept_vocabularyId_externalId_key" ON "Concept"("vocabularyId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Concept_id_vocabularyId_key" ON "Concept"("id", "vocabularyId");

-- CreateIndex
CREATE INDEX "ConceptContent_conceptId_idx" ON "ConceptContent"("conceptId");

-- CreateIndex
CREATE INDEX "ConceptContent_versionId_broaderId_idx" ON "ConceptContent"("versionId", "broaderId");

-- CreateIndex
CREATE UNIQUE INDEX "PromptSet_externalId_key" ON "PromptSet"("externalId");

-- CreateIndex
CREATE UNIQUE INDEX "PromptSet_name_key" ON "PromptSet"("name");

-- CreateIndex
CREATE UNIQUE INDEX "PromptSetVersion_promptSetId_number_key" ON "PromptSetVersion"("promptSetId", "number");

-- CreateIndex
CREATE INDEX "Encoder_catalogueId_idx" ON "Encoder"("catalogueId");

-- CreateIndex
CREATE UNIQUE INDEX "VideoEmbedding_contentSha256_encoderDigest_sampling_key" ON "VideoEmbedding"("contentSha256", "encoderDigest", "sampling");

-- CreateIndex
CREATE UNIQUE INDEX "Recipe_externalId_key" ON "Recipe"("externalId");

-- CreateIndex
CREATE INDEX "Recipe_lineageId_id_idx" ON "Recipe"("lineageId", "id");

-- CreateIndex
CREATE INDEX "Recipe_vocabularyVersionId_idx" ON "Recipe"("vocabularyVersionId");

-- CreateIndex
CREATE INDEX "Recipe_promptSetVersionId_idx" ON "Recipe"("promptSetVersionId");

-- CreateIndex
CREATE UNIQUE INDEX "Recipe_id_lineageId_key" ON "Recipe"("id", "lineageId");

-- CreateIndex
CREATE INDEX "Recognition_recipeId_id_idx" ON "Recognition"("recipeId", "id");

-- CreateIndex
CREATE INDEX "Recognition_state_id_idx" ON "Recognition"("state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Recognition_id_lineageId_key" ON "Recognition"("id", "lineageId");

-- CreateIndex
CREATE INDEX "RecognitionVideo_recognitionId_id_idx" ON "RecognitionVideo"("recognitionId", "id");

-- CreateIndex
CREATE INDEX "RecognitionVideo_recognitionId_state_idx" ON "RecognitionVideo"("recognitionId", "state");

-- CreateIndex
CREATE INDEX "RecognitionVideo_videoId_id_idx" ON "RecognitionVideo"("videoId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "RecognitionVideo_recognitionId_videoId_key" ON "RecognitionVideo"("recognitionId", "videoId");

-- CreateIndex
CREATE INDEX "Segment_conceptId_recognitionVideoId_idx" ON "Segment"("conceptId", "recognitionVideoId");

-- CreateIndex
CREATE INDEX "Job_state_id_idx" ON "Job"("state", "id");

-- CreateIndex
CREATE INDEX "Job_libraryId_id_idx" ON "Job"("libraryId", "id");

-- CreateIndex
CREATE INDEX "Job_recognitionId_id_idx" ON "Job"("recognitionId", "id");

-- AddForeignKey
ALTER TABLE "EquipmentNode" ADD CONSTRAINT "EquipmentNode_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "EquipmentNode"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VideoLibrary" ADD CONSTRAINT "VideoLibrary_equipmentNodeId_fkey" FOREIGN KEY ("equipmentNodeId") REFERENCES "EquipmentNode"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Video" ADD CONSTRAINT "Video_libraryId_fkey" FOREIGN KEY ("libraryId") REFERENCES "VideoLibrary"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VocabularyVersion" ADD CONSTRAINT "VocabularyVersion_vocabularyId_fkey" FOREIGN KEY ("vocabularyId") REFERENCES "Vocabulary"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Concept" ADD CONSTRAINT "Concept_vocabularyId_fkey" FOREIGN KEY ("vocabularyId") REFERENCES "Vocabulary"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConceptContent" ADD CONSTRAINT "ConceptContent_versionId_vocabularyId_fkey" FOREIGN KEY ("versionId", "vocabularyId") REFERENCES "VocabularyVersion"("id", "vocabularyId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConceptContent" ADD CONSTRAINT "ConceptContent_conceptId_vocabularyId_fkey" FOREIGN KEY ("conceptId", "vocabularyId") REFERENCES "Concept"("id", "vocabularyId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConceptContent" ADD CONSTRAINT "ConceptContent_versionId_broaderId_fkey" FOREIGN KEY ("versionId", "broaderId") REFERENCES "ConceptContent"("versionId", "conceptId") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PromptSetVersion" ADD CONSTRAINT "PromptSetVersion_promptSetId_fkey" FOREIGN KEY ("promptSetId") REFERENCES "PromptSet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VideoEmbedding" ADD CONSTRAINT "VideoEmbedding_encoderDigest_fkey" FOREIGN KEY ("encoderDigest") REFERENCES "Encoder"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EmbeddingChunk" ADD CONSTRAINT "EmbeddingChunk_videoEmbeddingId_fkey" FOREIGN KEY ("videoEmbeddingId") REFERENCES "VideoEmbedding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recipe" ADD CONSTRAINT "Recipe_lineageId_fkey" FOREIGN KEY ("lineageId") REFERENCES "Recipe"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Recipe" ADD CONSTRAINT "Recipe_vocabularyVersionId_fkey" FOREIGN KEY ("vocabularyVersionId") REFERENCES "VocabularyVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recipe" ADD CONSTRAINT "Recipe_promptSetVersionId_fkey" FOREIGN KEY ("promptSetVersionId") REFERENCES "PromptSetVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recipe" ADD CONSTRAINT "Recipe_encoderDigest_fkey" FOREIGN KEY ("encoderDigest") REFERENCES "Encoder"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recognition" ADD CONSTRAINT "Recognition_recipeId_lineageId_fkey" FOREIGN KEY ("recipeId", "lineageId") REFERENCES "Recipe"("id", "lineageId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecognitionVideo" ADD CONSTRAINT "RecognitionVideo_recognitionId_lineageId_fkey" FOREIGN KEY ("recognitionId", "lineageId") REFERENCES "Recognition"("id", "lineageId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecognitionVideo" ADD CONSTRAINT "RecognitionVideo_videoId_fkey" FOREIGN KEY ("videoId") REFERENCES "Video"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Segment" ADD CONSTRAINT "Segment_recognitionVideoId_fkey" FOREIGN KEY ("recognitionVideoId") REFERENCES "RecognitionVideo"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Segment" ADD CONSTRAINT "Segment_conceptId_fkey" FOREIGN KEY ("conceptId") REFERENCES "Concept"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_libraryId_fkey" FOREIGN KEY ("libraryId") REFERENCES "VideoLibrary"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_recognitionId_fkey" FOREIGN KEY ("recognitionId") REFERENCES "Recognition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What follows cannot be said in schema.prisma.

-- Uniqueness among siblings holds for the roots of the tree, too.
DROP INDEX "EquipmentNode_parentId_name_key";
CREATE UNIQUE INDEX "EquipmentNode_parentId_name_key" ON "EquipmentNode" ("parentId", "name") NULLS NOT DISTINCT;

CREATE UNIQUE INDEX "VocabularyVersion_one_draft" ON "VocabularyVersion" ("vocabularyId") WHERE "status" = 'draft';
CREATE UNIQUE INDEX "RecognitionVideo_one_current" ON "RecognitionVideo" ("videoId", "lineageId") WHERE "isCurrent";

ALTER TABLE "EquipmentNode" ADD CONSTRAINT "EquipmentNode_check" CHECK ("parentId" <> "id" AND "name" <> '');

ALTER TABLE "VideoLibrary" ADD CONSTRAINT "VideoLibrary_check" CHECK ("name" <> '' AND "folder" <> '');

ALTER TABLE "Video"
  ADD CONSTRAINT "Video_path_check" CHECK ("path" <> '' AND "path" NOT LIKE '/%'),
  ADD CONSTRAINT "Video_contentSha256_check" CHECK ("contentSha256" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "Video_facts_check" CHECK (
    "sizeBytes" >= 0 AND "durationMs" > 0 AND "width" > 0 AND "height" > 0
    AND "rotationDegrees" IN (0, 90, 180, 270)
    AND "fpsNumerator" > 0 AND "fpsDenominator" > 0
    AND "timeBaseNumerator" > 0 AND "timeBaseDenominator" > 0
  ),
  ADD CONSTRAINT "Video_fps_check" CHECK (("fpsNumerator" IS NULL) = ("fpsDenominator" IS NULL)),
  ADD CONSTRAINT "Video_ready_check" CHECK (
    "status" <> 'ready' OR num_nulls("contentSha256", "durationMs", "width", "height", "rotationDegrees", "codec",
      "timeBaseNumerator", "timeBaseDenominator") = 0
  ),
  ADD CONSTRAINT "Video_failed_check" CHECK ("status" <> 'failed' OR "errorCode" IS NOT NULL);

ALTER TABLE "Vocabulary" ADD CONSTRAINT "Vocabulary_check" CHECK ("name" <> '');

ALTER TABLE "VocabularyVersion"
  ADD CONSTRAINT "VocabularyVersion_check" CHECK ("number" >= 1 AND "revision" >= 0),
  ADD CONSTRAINT "VocabularyVersion_contentHash_check" CHECK ("contentHash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "VocabularyVersion_published_check" CHECK (
    num_nulls("contentHash", "publishedAt") = CASE "status" WHEN 'published' THEN 0 ELSE 2 END
  );

ALTER TABLE "Concept" ADD CONSTRAINT "Concept_check" CHECK ("externalId" <> '');

ALTER TABLE "ConceptContent"
  ADD CONSTRAINT "ConceptContent_broader_check" CHECK ("broaderId" <> "conceptId"),
  ADD CONSTRAINT "ConceptContent_json_check" CHECK (
    jsonb_typeof("prefLabels") = 'object' AND jsonb_typeof("altLabels") = 'object'
    AND jsonb_typeof("hiddenLabels") = 'object' AND jsonb_typeof("definitions") = 'object'
    AND jsonb_typeof("scopeNotes") = 'object' AND jsonb_typeof("prompts") = 'object'
    AND jsonb_typeof("facets") = 'object'
  );

ALTER TABLE "PromptSet" ADD CONSTRAINT "PromptSet_check" CHECK ("name" <> '');

ALTER TABLE "PromptSetVersion"
  ADD CONSTRAINT "PromptSetVersion_check" CHECK ("number" >= 1 AND "language" <> ''),
  ADD CONSTRAINT "PromptSetVersion_templates_check" CHECK (COALESCE(cardinality("templates"), 0) >= 1),
  ADD CONSTRAINT "PromptSetVersion_contentHash_check" CHECK ("contentHash" ~ '^[0-9a-f]{64}$');

ALTER TABLE "Encoder"
  ADD CONSTRAINT "Encoder_digest_check" CHECK ("digest" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "Encoder_check" CHECK ("dims" > 0 AND "logitScale" > 0 AND "framesPerEmbedding" >= 1),
  ADD CONSTRAINT "Encoder_languages_check" CHECK ("languages" IS NOT NULL);

ALTER TABLE "VideoEmbedding"
  ADD CONSTRAINT "VideoEmbedding_contentSha256_check" CHECK ("contentSha256" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "VideoEmbedding_check" CHECK ("frameCount" >= 0 AND "damagedCount" >= 0);

ALTER TABLE "EmbeddingChunk"
  ADD CONSTRAINT "EmbeddingChunk_check" CHECK (
    "chunkIndex" >= 0 AND "frameCount" > 0 AND octet_length("ptsMs") = 4 * "frameCount"
    AND octet_length("embeddings") > 0 AND octet_length("embeddings") % (2 * "frameCount") = 0
  );
-- Embeddings do not compress: do not try.
ALTER TABLE "EmbeddingChunk" ALTER COLUMN "embeddings" SET STORAGE EXTERNAL;

ALTER TABLE "Recipe"
  ADD CONSTRAINT "Recipe_check" CHECK ("externalId" <> '' AND "name" <> '' AND "sampling" <> ''),
  ADD CONSTRAINT "Recipe_contentHash_check" CHECK ("contentHash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "Recipe_json_check" CHECK (jsonb_typeof("window") = 'object' AND jsonb_typeof("decode") = 'object');

ALTER TABLE "Recognition"
  ADD CONSTRAINT "Recognition_counts_check" CHECK (
    "videoCount" > 0 AND "succeededCount" >= 0 AND "failedCount" >= 0 AND "cancelledCount" >= 0
    AND "succeededCount" + "failedCount" + "cancelledCount" <= "videoCount"
  ),
  ADD CONSTRAINT "Recognition_finished_check" CHECK (
    ("finishedAt" IS NOT NULL) = ("state" IN ('succeeded', 'failed', 'cancelled'))
  );

ALTER TABLE "RecognitionVideo"
  ADD CONSTRAINT "RecognitionVideo_current_check" CHECK (NOT "isCurrent" OR "state" = 'succeeded'),
  ADD CONSTRAINT "RecognitionVideo_failed_check" CHECK ("state" <> 'failed' OR "errorCode" IS NOT NULL),
  ADD CONSTRAINT "RecognitionVideo_segmentCount_check" CHECK ("segmentCount" >= 0),
  ADD CONSTRAINT "RecognitionVideo_finished_check" CHECK (
    ("finishedAt" IS NOT NULL) = ("state" IN ('succeeded', 'failed', 'cancelled'))
  );

ALTER TABLE "Segment"
  ADD CONSTRAINT "Segment_interval_check" CHECK ("segmentIndex" >= 0 AND "startMs" >= 0 AND "endMs" > "startMs"),
  ADD CONSTRAINT "Segment_probability_check" CHECK ("probability" BETWEEN 0 AND 1),
  ADD CONSTRAINT "Segment_runnersUp_check" CHECK (
    "runnerUpIds" IS NOT NULL AND cardinality("runnerUpIds") = cardinality("runnerUpProbabilities")
  );

ALTER TABLE "Job"
  ADD CONSTRAINT "Job_check" CHECK ("kind" <> '' AND "doneCount" >= 0 AND "totalCount" >= 0),
  ADD CONSTRAINT "Job_failed_check" CHECK ("state" <> 'failed' OR "errorCode" IS NOT NULL),
  ADD CONSTRAINT "Job_finished_check" CHECK (
    ("finishedAt" IS NOT NULL) = ("state" IN ('succeeded', 'failed', 'cancelled'))
  );

-- What is published or pinned does not change.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% % never changes', TG_TABLE_NAME, OLD."id" USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "VocabularyVersion_published" BEFORE UPDATE OR DELETE ON "VocabularyVersion"
  FOR EACH ROW WHEN (OLD."status" = 'published') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "PromptSetVersion_immutable" BEFORE UPDATE ON "PromptSetVersion"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "Recipe_immutable" BEFORE UPDATE ON "Recipe"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Once per statement, however many concepts it touches. Stores lock the version first, so publishing cannot overtake an edit.
CREATE FUNCTION refuse_published_content() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE published uuid;
BEGIN
  SELECT "id" INTO published FROM "VocabularyVersion"
    WHERE "id" IN (SELECT "versionId" FROM touched) AND "status" = 'published' LIMIT 1;
  IF published IS NOT NULL THEN
    RAISE EXCEPTION 'VocabularyVersion % never changes', published USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "ConceptContent_insert" AFTER INSERT ON "ConceptContent"
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refuse_published_content();
CREATE TRIGGER "ConceptContent_update" AFTER UPDATE ON "ConceptContent"
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refuse_published_content();
CREATE TRIGGER "ConceptContent_delete" AFTER DELETE ON "ConceptContent"
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refuse_published_content();
