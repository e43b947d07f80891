import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { buildSchema, isEnumType } from 'graphql';
import { parseMessage } from '../i18n/parse-message.ts';

const ROOT = path.join(import.meta.dirname, '../../../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** The contract's reasons, each with what it says to belong into the words. */
function reasons(): [name: string, parameters: readonly string[]][] {
  const type = buildSchema(read('schema.graphql')).getType('UserErrorReason');
  const values = isEnumType(type) ? type.getValues() : [];
  return values.map(({ name, description }) => [name, description?.match(/(?<=`)\w+(?=`)/g) ?? []]);
}

test.each(['ja', 'en'])('every reason of a refusal has words in %s, of what the contract gives', (language) => {
  const { reason } = JSON.parse(read(`apps/admin/messages/${language}/refusal.json`)) as {
    reason: Readonly<Record<string, string>>;
  };
  expect(Object.keys(reason).toSorted()).toEqual(
    reasons()
      .map(([name]) => name)
      .toSorted(),
  );
  const ungiven = reasons().filter(([name, given]) =>
    parseMessage(reason[name] ?? '').parameters.some((parameter) => !given.includes(parameter)),
  );
  expect(ungiven.map(([name]) => name)).toEqual([]);
});
