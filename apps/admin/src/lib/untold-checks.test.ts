import { expect, test } from '@jest/globals';
import { untoldChecks } from './untold-checks.ts';

const check = (kind: string, language: string | null, ...ids: string[]) => ({
  kind,
  language,
  concepts: ids.map((externalId) => ({ concept: { externalId } })),
});

test('untoldChecks leaves out what is told of all of its concepts', () => {
  const told = [check('missingLanguage', 'en', 'wipe', 'pour'), check('missingLanguage', 'ja', 'press')];
  const tooLong = check('promptTooLong', 'en', 'wipe');
  const other = check('missingLanguage', 'en', 'press');
  const more = check('missingLanguage', 'en', 'wipe', 'tighten');
  expect(untoldChecks([check('missingLanguage', 'en', 'wipe'), tooLong, other, more], told)).toEqual([
    tooLong,
    other,
    more,
  ]);
});
