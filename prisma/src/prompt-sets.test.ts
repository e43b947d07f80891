import { describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { valueOf } from '../../test/factories/records.ts';
import { createPromptSet, savePromptSetVersion, versionsOfPromptSets } from './prompt-sets.ts';

describe('prompt sets', () => {
  const target = useDatabase();
  const create = (name: string, templates = ['{label}']) =>
    createPromptSet(target.db, { name, language: 'en', templates });

  test('make a version of each change', async () => {
    const { id } = valueOf(await create('Changing'));
    const save = async (templates: string[]) =>
      valueOf(await savePromptSetVersion(target.db, id, { language: 'en', templates })).number;
    expect(await save(['a video of {label}'])).toBe(2);
    expect(await save(['a video of {label}'])).toBe(2);
    expect(await save(['{label}'])).toBe(3);
    const [versions] = await versionsOfPromptSets(target.db, [id]);
    expect(versions.map(({ templates }) => templates)).toEqual([['{label}'], ['a video of {label}'], ['{label}']]);
    const update = 'UPDATE "PromptSetVersion" SET "language" = \'ja\' WHERE "promptSetId" = $1';
    await expect(target.db.pool.query(update, [id])).rejects.toThrow('never changes');
  });

  test('refuse templates that cannot be filled, naming them', async () => {
    expect(await create('Wrong', ['{label}', 'a video of {lable}'])).toMatchObject({
      problem: { code: 'INVALID', field: 'templates.1', message: expect.stringContaining('{lable}') },
    });
    expect(await create('None', [])).toMatchObject({ problem: { code: 'INVALID', field: 'templates' } });
  });

  test('have names of their own', async () => {
    valueOf(await create('First'));
    expect(await create('First')).toMatchObject({ problem: { code: 'TAKEN', field: 'name' } });
    expect(await create(' ')).toMatchObject({ problem: { code: 'INVALID', field: 'name' } });
  });
});
