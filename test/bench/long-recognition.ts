import { openDatabase } from '../../prisma/src/index.ts';
import type { Product } from '../factories/product.ts';
import { ask } from './ask.ts';

const SEGMENT_COUNT = 10_000;

/** Puts 10,000 segments, as many as a long shift has, in place of those of a demo's video. @returns its id in the API */
export async function fillVideo(product: Product, databaseUrl: string): Promise<string> {
  const recognized =
    '{ recognitions(first: 1, state: succeeded) { nodes { videos { nodes { video { id name } } } } } }';
  type Answer = { recognitions: { nodes: { videos: { nodes: { video: { id: string; name: string } }[] } }[] } };
  let nodes: Answer['recognitions']['nodes'] = [];
  while (nodes.length === 0) {
    ({ nodes } = (await ask<Answer>(product, recognized)).recognitions);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { id, name } = nodes[0].videos.nodes[0].video;
  const db = openDatabase(databaseUrl);
  const lengthMs = 2000;
  await db.prisma.$transaction([
    db.prisma.$executeRaw`
      CREATE TEMPORARY TABLE chosen ON COMMIT DROP AS
      SELECT rv.id, v.id AS "videoId", array_agg(DISTINCT s."conceptId") FILTER (WHERE s."conceptId" IS NOT NULL) AS concepts
      FROM "Video" v JOIN "RecognitionVideo" rv ON rv."videoId" = v.id AND rv."isCurrent"
      JOIN "Segment" s ON s."recognitionVideoId" = rv.id
      WHERE v.path = ${name} GROUP BY rv.id, v.id`,
    db.prisma.$executeRaw`DELETE FROM "Segment" WHERE "recognitionVideoId" IN (SELECT id FROM chosen)`,
    db.prisma.$executeRaw`
      INSERT INTO "Segment"
      SELECT id, n, n * ${lengthMs}::int, (n + 1) * ${lengthMs}::int,
        concept, 20, 0.5 + (n % 50) / 100.0, (array_remove(concepts, concept))[1:2], ARRAY[0.3, 0.1]::real[]
      FROM chosen, generate_series(0, ${SEGMENT_COUNT - 1}::int) AS n,
        LATERAL (SELECT CASE WHEN n % 17 > 0 THEN concepts[1 + n % cardinality(concepts)] END AS concept) AS own`,
    db.prisma.$executeRaw`
      UPDATE "Video" SET "durationMs" = ${SEGMENT_COUNT * lengthMs}::int WHERE id IN (SELECT "videoId" FROM chosen)`,
    db.prisma.$executeRaw`
      UPDATE "RecognitionVideo" SET "segmentCount" = ${SEGMENT_COUNT} WHERE id IN (SELECT id FROM chosen)`,
  ]);
  await db.close();
  return id;
}
