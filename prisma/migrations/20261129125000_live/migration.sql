-- MES names videos without their library.
CREATE INDEX "Video_externalId_idx" ON "Video" ("externalId");
