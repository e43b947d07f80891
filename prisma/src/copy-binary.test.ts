import { describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { copyRows } from './copy-binary.ts';

describe('copyRows', () => {
  const target = useDatabase();

  test('gives values as PostgreSQL sends them', async () => {
    const rows = await copyRows(target.db, `SELECT 7, '\\x00ff5c0a'::bytea, NULL::text UNION ALL SELECT 8, '', 'ä'`);
    expect(rows).toEqual([
      [Buffer.of(0, 0, 0, 7), Buffer.of(0, 255, 92, 10), null],
      [Buffer.of(0, 0, 0, 8), Buffer.of(), Buffer.from('ä')],
    ]);
  });

  test('is whole where the answer comes in many pieces', async () => {
    const rows = await copyRows(target.db, `SELECT i, repeat('x', i)::bytea FROM generate_series(1, 2000) AS i`);
    expect(rows.map(([number, bytes]) => number!.readInt32BE() - bytes!.length)).toEqual(Array(2000).fill(0));
  });

  test('of no row are none; a wrong query tells why, and the pool works on', async () => {
    expect(await copyRows(target.db, 'SELECT 1 WHERE false')).toEqual([]);
    await expect(copyRows(target.db, 'SELECT nothing')).rejects.toThrow('nothing');
    expect(await copyRows(target.db, 'SELECT 1')).toHaveLength(1);
  });
});
