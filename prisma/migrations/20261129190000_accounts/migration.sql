-- Who may use the product: people who sign in, and programs with a token.
CREATE TYPE "Role" AS ENUM ('viewer', 'curator', 'engineer', 'administrator');

CREATE TABLE "Account" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "emailVerified" BOOLEAN NOT NULL DEFAULT false,
  "image" TEXT,
  "role" "Role" NOT NULL DEFAULT 'viewer',
  "seesVideos" BOOLEAN NOT NULL DEFAULT true,
  "isDisabled" BOOLEAN NOT NULL DEFAULT false,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "Account_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Account_has_a_name" CHECK (btrim("name") <> ''),
  CONSTRAINT "Account_email_is_in_lower_case" CHECK ("email" = lower("email") AND "email" LIKE '%_@_%')
);
CREATE UNIQUE INDEX "Account_email_key" ON "Account" ("email");

CREATE TABLE "Session" (
  "id" UUID NOT NULL,
  "accountId" UUID NOT NULL,
  "token" TEXT NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "ipAddress" TEXT,
  "userAgent" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "Session_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Session_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Session_token_key" ON "Session" ("token");
CREATE INDEX "Session_accountId_idx" ON "Session" ("accountId");

CREATE TABLE "Credential" (
  "id" UUID NOT NULL,
  "ownerId" UUID NOT NULL,
  "providerId" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "accessToken" TEXT,
  "refreshToken" TEXT,
  "idToken" TEXT,
  "accessTokenExpiresAt" TIMESTAMPTZ(3),
  "refreshTokenExpiresAt" TIMESTAMPTZ(3),
  "scope" TEXT,
  "password" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "Credential_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Credential_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Account" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Credential_providerId_subject_key" ON "Credential" ("providerId", "subject");
CREATE INDEX "Credential_ownerId_idx" ON "Credential" ("ownerId");

CREATE TABLE "Verification" (
  "id" UUID NOT NULL,
  "identifier" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Verification_identifier_idx" ON "Verification" ("identifier");

CREATE TABLE "Invitation" (
  "id" UUID NOT NULL,
  "keyHash" VARCHAR(64) NOT NULL,
  "accountId" UUID,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Invitation_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "Invitation_keyHash_is_of_sha256" CHECK ("keyHash" ~ '^[0-9a-f]{64}$')
);
CREATE UNIQUE INDEX "Invitation_keyHash_key" ON "Invitation" ("keyHash");
CREATE INDEX "Invitation_accountId_idx" ON "Invitation" ("accountId");

CREATE TABLE "ApiToken" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "tokenHash" VARCHAR(64) NOT NULL,
  "start" TEXT NOT NULL,
  "permissions" TEXT[],
  "requestsPerMinute" INTEGER,
  "createdBy" TEXT,
  "expiresAt" TIMESTAMPTZ(3),
  "revokedAt" TIMESTAMPTZ(3),
  "lastUsedAt" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "ApiToken_has_a_name" CHECK (btrim("name") <> ''),
  CONSTRAINT "ApiToken_tokenHash_is_of_sha256" CHECK ("tokenHash" ~ '^[0-9a-f]{64}$'),
  CONSTRAINT "ApiToken_may_read" CHECK (
    'read' = ANY ("permissions") AND "permissions" <@ ARRAY['read', 'watch', 'curate', 'operate', 'administer']),
  CONSTRAINT "ApiToken_requestsPerMinute_is_positive" CHECK ("requestsPerMinute" >= 1)
);
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken" ("tokenHash");
