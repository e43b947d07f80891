-- The address that was called: that of the endpoint may be another one since. Servers of the version before note none.
ALTER TABLE "DeliveryAttempt" ADD COLUMN "url" TEXT;
