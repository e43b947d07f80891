-- Who has done what. An entry is written before a change begins, and gets its outcome when the change has ended; then its place
-- in a chain, each hash being of the entry and of the hash before.
CREATE TABLE "AuditEntry" (
  "id" UUID NOT NULL,
  "sequence" BIGINT,
  "hash" VARCHAR(64),
  "occurredAt" TIMESTAMPTZ(3) NOT NULL,
  "actorKind" TEXT NOT NULL,
  "actorId" UUID,
  "actorName" TEXT,
  "address" TEXT,
  "action" TEXT NOT NULL,
  "subjectIds" TEXT[],
  "outcome" TEXT,
  "code" TEXT,
  "details" JSONB NOT NULL,
  "requestId" TEXT,

  CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "AuditEntry_sequence_is_counted_from_one" CHECK ("sequence" >= 1),
  CONSTRAINT "AuditEntry_has_a_place_with_its_hash" CHECK (("sequence" IS NULL) = ("hash" IS NULL)),
  CONSTRAINT "AuditEntry_has_an_outcome_in_its_place" CHECK ("sequence" IS NULL OR "outcome" IS NOT NULL),
  CONSTRAINT "AuditEntry_hash_is_one" CHECK ("hash" ~ '^[0-9a-f]{64}$'),
  CONSTRAINT "AuditEntry_actor_is_of_a_kind" CHECK ("actorKind" IN ('account', 'apiToken', 'open', 'anonymous', 'system')),
  CONSTRAINT "AuditEntry_outcome_is_one" CHECK ("outcome" IN ('succeeded', 'refused', 'failed', 'unknown')),
  CONSTRAINT "AuditEntry_action_is_a_name" CHECK ("action" ~ '^[A-Za-z]+(\.[A-Za-z]+)*$'),
  CONSTRAINT "AuditEntry_details_are_an_object" CHECK (jsonb_typeof("details") = 'object')
);
CREATE UNIQUE INDEX "AuditEntry_sequence_key" ON "AuditEntry" ("sequence");
CREATE INDEX "AuditEntry_actorId_id_idx" ON "AuditEntry" ("actorId", "id");
CREATE INDEX "AuditEntry_action_id_idx" ON "AuditEntry" ("action", "id");
CREATE INDEX "AuditEntry_outcome_id_idx" ON "AuditEntry" ("outcome", "id");
CREATE INDEX "AuditEntry_subjectIds_idx" ON "AuditEntry" USING GIN ("subjectIds");
-- Few among many: what has no place in the chain yet.
CREATE INDEX "AuditEntry_unsealed" ON "AuditEntry" ("id") WHERE "sequence" IS NULL;

CREATE TABLE "AuditLog" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "lastSequence" BIGINT NOT NULL DEFAULT 0,
  "lastHash" VARCHAR(64) NOT NULL,
  "forgottenSequence" BIGINT NOT NULL DEFAULT 0,
  "forgottenHash" VARCHAR(64) NOT NULL,
  "forgottenAt" TIMESTAMPTZ(3),

  CONSTRAINT "AuditLog_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "AuditLog_is_one" CHECK ("id" = 1),
  CONSTRAINT "AuditLog_forgets_what_there_was" CHECK ("forgottenSequence" BETWEEN 0 AND "lastSequence"),
  CONSTRAINT "AuditLog_says_when_it_has_forgotten" CHECK (("forgottenSequence" = 0) = ("forgottenAt" IS NULL)),
  CONSTRAINT "AuditLog_hashes_are_some" CHECK ("lastHash" ~ '^[0-9a-f]{64}$' AND "forgottenHash" ~ '^[0-9a-f]{64}$')
);
