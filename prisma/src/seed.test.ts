import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { DEMO_VOCABULARY } from '../../test/factories/demo.ts';
import { ENCODER, valueOf } from '../../test/factories/records.ts';
import { conceptsOfVersions } from './concept-contents.ts';
import { listPromptSets } from './prompt-sets.ts';
import { getRecipes } from './recipes.ts';
import { createRecognition } from './recognitions.ts';
import { seedAlone, seedDemo, seedPromptSets } from './seed.ts';
import { deleteVideoLibrary, listVideoLibraries } from './video-libraries.ts';

describe('the seed', () => {
  const target = useDatabase();
  const options = { folder: path.join(DEMO_VOCABULARY, '../..'), encoder: ENCODER };

  test('brings prompt sets that people may rename', async () => {
    await seedPromptSets(target.db);
    const { nodes } = await listPromptSets(target.db);
    expect(nodes.map(({ externalId }) => externalId).toSorted()).toEqual(['clip-kinetics-28', 'clip-ucf-48', 'label']);
    await target.db.prisma.promptSet.update({ where: { id: nodes[0].id }, data: { name: 'Ours' } });
    await seedPromptSets(target.db);
    expect((await listPromptSets(target.db)).nodes).toHaveLength(nodes.length);
  });

  test('brings a demo that is ready to be recognised, in two languages', async () => {
    const seeded = await seedDemo(target.db, options);
    expect(seeded?.videoIds).toHaveLength(9);
    const [recipe] = await getRecipes(target.db, [seeded?.recipeId ?? '']);
    const [concepts] = await conceptsOfVersions(target.db, [recipe?.vocabularyVersionId ?? '']);
    expect(concepts).toHaveLength(11);
    expect(concepts[0]).toMatchObject({
      id: 'pick-up',
      prefLabels: { en: 'Pick up', ja: '取り上げ' },
      notation: 'W01',
    });
    expect(concepts.at(-1)?.facets).toEqual({ valueClass: ['allowance'] });
  });

  test('films stations beside each other, none of which is a part of another', async () => {
    const libraries = await target.db.prisma.videoLibrary.findMany({ include: { equipmentNode: true, videos: true } });
    const filmed = libraries.map(({ equipmentNode, videos }) => [equipmentNode.externalId, videos.length]);
    expect(filmed.toSorted()).toEqual([
      ['demo-assembly', 1],
      ['demo-filling', 1],
      ['demo-gears', 6],
      ['demo-packing', 1],
    ]);
    expect(new Set(libraries.map(({ equipmentNode }) => equipmentNode.level))).toEqual(new Set(['WorkCell']));
  });

  test('is sown once: what people delete does not come back', async () => {
    // Not yet asked to be recognised: the process that was to do so has died.
    const again = await seedDemo(target.db, options);
    expect(again?.videoIds).toHaveLength(9);
    valueOf(await createRecognition(target.db, again!));
    expect(await target.db.prisma.job.count({ where: { kind: 'recognize', totalCount: 9 } })).toBe(1);
    const { nodes } = await listVideoLibraries(target.db);
    for (const { id } of nodes) valueOf(await deleteVideoLibrary(target.db, id));
    expect(await seedDemo(target.db, options)).toBeNull();
    expect((await listVideoLibraries(target.db)).nodes).toEqual([]);
  });

  test('that was interrupted is completed', async () => {
    await target.db.prisma.recognition.deleteMany();
    await target.db.prisma.recipe.deleteMany();
    expect((await seedDemo(target.db, options))?.videoIds).toHaveLength(9);
    expect(await target.db.prisma.vocabularyVersion.count()).toBe(1);
  });

  test('is sown by one process at a time', async () => {
    const steps: string[] = [];
    const sow = (name: string) =>
      seedAlone(target.db, async () => {
        steps.push(name);
        await target.db.pool.query('SELECT pg_sleep(0.05)');
        steps.push(name);
      });
    await Promise.all([sow('a'), sow('b')]);
    expect([['a', 'a', 'b', 'b'].join(), ['b', 'b', 'a', 'a'].join()]).toContain(steps.join());
  });
});
