import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { buildSchema, isEnumType } from 'graphql';

const ROOT = path.join(import.meta.dirname, '../../../../../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

test.each(['ja', 'en'])('every mutation is told in words in %s', (language) => {
  const { action } = JSON.parse(read(`apps/admin/messages/${language}/audit.json`)) as { action: object };
  const mutations = Object.keys(buildSchema(read('schema.graphql')).getMutationType()!.getFields());
  // One without words is told as programs call it: nobody on a shop floor reads that.
  expect(mutations.filter((name) => !Object.hasOwn(action, name))).toEqual([]);
});

test.each(['ja', 'en'])('every code of a refusal is told in words in %s', (language) => {
  const { code } = JSON.parse(read(`apps/admin/messages/${language}/audit.json`)) as { code: object };
  const codes = buildSchema(read('schema.graphql')).getType('UserErrorCode');
  const names = isEnumType(codes) ? codes.getValues().map(({ name }) => name) : [];
  expect(names).toContain('INVALID');
  expect(names.filter((name) => !Object.hasOwn(code, name))).toEqual([]);
});
