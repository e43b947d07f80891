import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { parse, visit } from 'graphql';

const SOURCES = path.join(import.meta.dirname, '..');

/** Identity, pages of lists and refusals: what is common to all features reads them, if anybody has to. */
const COMMON = new Set(['id', '__typename', 'nodes', 'pageInfo', 'hasNextPage', 'endCursor', 'userErrors']);

const read = (file: string) => readFileSync(path.join(SOURCES, file), 'utf8');

/** Who reads a document's fields: its feature and what all share, or anybody where features share the document. */
const readersOf = (document: string) => {
  const [feature] = /^features\/[^/]+/.exec(document) ?? [];
  return feature ? `{${feature},components}/` : '';
};

function selectedFields(document: string): string[] {
  const fields = new Set<string>();
  visit(parse(read(document)), { Field: ({ name, alias }) => void fields.add((alias ?? name).value) });
  return [...fields].filter((name) => !COMMON.has(name));
}

test('what is asked of the API is read by the feature that asks', () => {
  const words = new Map<string, ReadonlySet<string>>();
  const wordsIn = (folder: string) => {
    const files = globSync(`${folder}**/*.{ts,tsx}`, { cwd: SOURCES });
    const known = words.get(folder) ?? new Set(files.flatMap((file) => read(file).match(/\w+/g) ?? []));
    words.set(folder, known);
    return known;
  };
  const unread = globSync('**/*.graphql', { cwd: SOURCES }).flatMap((document) => {
    const known = wordsIn(readersOf(document));
    return selectedFields(document).flatMap((name) => (known.has(name) ? [] : [`${document}: ${name}`]));
  });
  expect(unread).toEqual([]);
});
