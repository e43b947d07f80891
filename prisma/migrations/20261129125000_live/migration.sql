-- MES names videos without their library.
CREATE INDEX "Video_externalId_idx" ON "Video" ("externalId");

-- Libraries that are watched: what arrives in them is recognised under a recipe.
ALTER TABLE "VideoLibrary" ADD COLUMN "watchRecipeId" UUID;
ALTER TABLE "VideoLibrary" ADD CONSTRAINT "VideoLibrary_watchRecipeId_fkey"
  FOREIGN KEY ("watchRecipeId") REFERENCES "Recipe" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Video" ADD COLUMN "arrivedAt" TIMESTAMPTZ(3);
CREATE INDEX "Video_arrived" ON "Video" ("libraryId") WHERE "arrivedAt" IS NOT NULL;
