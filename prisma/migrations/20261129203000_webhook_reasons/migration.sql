-- Why an attempt has failed, as programs and people of any language can tell. Servers of the version before note none.
CREATE TYPE "DeliveryErrorKind" AS ENUM (
  'timeout', 'refused', 'unreachable', 'dns', 'tls', 'privateNetwork', 'disconnected', 'notHttp', 'redirect', 'gone',
  'status', 'other'
);
ALTER TABLE "DeliveryAttempt"
  ADD COLUMN "errorKind" "DeliveryErrorKind",
  ADD CONSTRAINT "DeliveryAttempt_is_of_a_kind_if_failed" CHECK ("errorKind" IS NULL OR "error" IS NOT NULL);
UPDATE "DeliveryAttempt" SET "errorKind" = (
  CASE WHEN "status" = 410 THEN 'gone' WHEN "status" BETWEEN 300 AND 399 THEN 'redirect' ELSE 'status' END
)::"DeliveryErrorKind" WHERE "error" IS NOT NULL AND "status" IS NOT NULL;

-- When an endpoint last took something.
ALTER TABLE "WebhookEndpoint" ADD COLUMN "lastSucceededAt" TIMESTAMPTZ(3);
UPDATE "WebhookEndpoint" AS endpoint SET "lastSucceededAt" = (
  SELECT max("finishedAt") FROM "Delivery" WHERE "endpointId" = endpoint."id" AND "state" = 'succeeded'
);
