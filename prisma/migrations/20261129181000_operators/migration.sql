-- Who works in videos, by pseudonym. Of a name there is nothing but a hash under the installation's key.
CREATE TABLE "Operator" (
  "id" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "nameHash" VARCHAR(64) NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "Operator_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Operator_number_is_counted_from_one" CHECK ("number" >= 1),
  CONSTRAINT "Operator_nameHash_is_of_sha256" CHECK ("nameHash" ~ '^[0-9a-f]{64}$')
);
CREATE UNIQUE INDEX "Operator_number_key" ON "Operator" ("number");
CREATE UNIQUE INDEX "Operator_nameHash_key" ON "Operator" ("nameHash");

-- One row, made with the first operator.
CREATE TABLE "OperatorRegister" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "hashKey" BYTEA NOT NULL,
  "lastNumber" INTEGER NOT NULL DEFAULT 0,

  CONSTRAINT "OperatorRegister_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "OperatorRegister_is_one" CHECK ("id" = 1 AND "lastNumber" >= 0),
  CONSTRAINT "OperatorRegister_key_is_long" CHECK (octet_length("hashKey") = 32)
);

ALTER TABLE "Video"
  ADD COLUMN "operatorId" UUID,
  ADD CONSTRAINT "Video_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator" ("id")
    ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "Video_operatorId_idx" ON "Video" ("operatorId");
