-- Requests that are carried out once, however often they come, and their answers: for a day.
CREATE TABLE "IdempotencyKey" (
  "id" UUID NOT NULL,
  "caller" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "requestHash" VARCHAR(64) NOT NULL,
  "leaseUntil" TIMESTAMPTZ(3),
  "status" INTEGER,
  "contentType" TEXT,
  "body" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "IdempotencyKey_key_is_short" CHECK (length("key") BETWEEN 1 AND 255 AND length("caller") BETWEEN 1 AND 100),
  CONSTRAINT "IdempotencyKey_requestHash_is_of_sha256" CHECK ("requestHash" ~ '^[0-9a-f]{64}$'),
  CONSTRAINT "IdempotencyKey_is_leased_or_answered" CHECK (("leaseUntil" IS NULL) = ("body" IS NOT NULL)),
  CONSTRAINT "IdempotencyKey_answer_is_whole" CHECK (num_nulls("status", "contentType", "body") IN (0, 3))
);
CREATE UNIQUE INDEX "IdempotencyKey_caller_key_key" ON "IdempotencyKey" ("caller", "key");
CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey" ("createdAt");
