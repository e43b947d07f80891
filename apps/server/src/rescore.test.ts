import { afterAll, expect, test } from '@jest/globals';
import { createRecognition } from '../../../prisma/src/index.ts';
import { useDatabase } from '../../../test/factories/database.ts';
import { makeEmbeddedArchive, resultsOf, WHOLE } from '../../../test/factories/embedded-archive.ts';
import { endProducts, startProduct } from '../../../test/factories/product.ts';
import { valueOf } from '../../../test/factories/records.ts';
import { forgoDemo } from '../../../test/factories/without-demo.ts';

const VIDEO_COUNT = 400;

// Before the database's own, which insists that nobody is connected.
afterAll(endProducts);
const target = useDatabase();

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

test('two workers re-score an archive between them; one that is killed loses and doubles nothing', async () => {
  const { db, url } = target;
  await forgoDemo(db);
  const { recipe, videoIds } = await makeEmbeddedArchive(db, { videoCount: VIDEO_COUNT });
  const { id } = valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds }));
  const start = () => startProduct({ DATABASE_URL: url, ACTIONARY_ROLES: 'worker' });
  const [killed, remaining] = [start(), start()];
  const finishedCount = () => db.prisma.recognitionVideo.count({ where: { recognitionId: id, state: 'succeeded' } });
  await until(async () => (await finishedCount()) > 0);
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(await finishedCount()).toBeLessThan(VIDEO_COUNT);
  await until(async () => (await db.prisma.recognition.count({ where: { id, finishedAt: null } })) === 0);
  const recognition = await db.prisma.recognition.findUniqueOrThrow({ where: { id } });
  expect(recognition).toMatchObject({ state: 'succeeded', succeededCount: VIDEO_COUNT, failedCount: 0 });
  const results = await resultsOf(db, id);
  expect(results).toHaveLength(VIDEO_COUNT);
  for (const result of results) expect(result).toEqual(WHOLE);
  remaining.child.kill('SIGINT');
  await remaining.ended;
});
