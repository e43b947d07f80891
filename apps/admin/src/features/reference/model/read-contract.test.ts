import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { guideCode, GUIDE_STEPS } from './guide-code.ts';
import { readContract } from './read-contract.ts';
import { typeParts } from './reference.ts';

const contract = readFileSync(path.join(import.meta.dirname, '../../../../../../schema.graphql'), 'utf8');

describe('a small contract', () => {
  const { introduction, entries } = readContract(
    `"The head." schema { query: Query mutation: Mutation }
    directive @requires(permission: Permission!) on FIELD_DEFINITION | OBJECT
    # ---------- shared
    enum Permission { read "To run things." operate administer }
    type Query
    type Mutation
    # ---------- stations
    "Where work is done." type Station @requires(permission: operate) { id: ID! name(language: String = "ja"): String! old: Int @deprecated(reason: "Gone.") }
    input StationFilter { name: String = "x" }
    extend type Query { "All of them." stations(filter: StationFilter, first: Int!): [Station!]! }
    extend type Mutation { remove(id: ID!): Station @requires(permission: administer) }`.replaceAll(/^ +/gm, ''),
    'type Query { stations: Int } type Station { id: ID! }',
  );
  const entry = (name: string) => entries.find((each) => each.name === name);

  test('is read in its order, with what each needs, and what is new', () => {
    expect(introduction).toBe('The head.');
    expect(
      entries.map(({ kind, name, section, permission, isNew }) => [kind, name, section, permission, isNew]),
    ).toEqual([
      ['queries', 'stations', 'stations', 'read', false],
      ['mutations', 'remove', 'stations', 'administer', true],
      ['types', 'Permission', 'shared', 'read', true],
      ['types', 'Station', 'stations', 'operate', false],
      ['types', 'StationFilter', 'stations', 'read', true],
    ]);
  });

  test('tells of fields, arguments and values', () => {
    expect(entry('Permission')?.fields.map(({ name, type, description }) => [name, type, description])).toContainEqual([
      'operate',
      null,
      'To run things.',
    ]);
    const [id, name, old] = entry('Station')!.fields;
    expect(id).toMatchObject({ type: 'ID!', permission: 'operate', isNew: false });
    expect(name).toMatchObject({ isNew: true, args: [{ name: 'language', defaultValue: '"ja"' }] });
    expect(old).toMatchObject({ deprecation: 'Gone.' });
    // What an operation needs, its arguments need: nothing is said of it there.
    expect(entry('remove')).toMatchObject({ permission: 'administer', fields: [{ permission: 'administer' }] });
    expect(entry('stations')).toMatchObject({
      type: '[Station!]!',
      description: 'All of them.',
      fields: [{ name: 'filter', isNew: true }, { name: 'first' }],
    });
  });
});

test.each([
  ['[Video!]!', { before: '[', name: 'Video', after: '!]!' }],
  ['ID', { before: '', name: 'ID', after: '' }],
])('%s has a name in it', (type, parts) => expect(typeParts(type)).toEqual(parts));

describe('the contract', () => {
  const schema = buildSchema(contract);
  const { entries } = readContract(contract, contract);

  test('has an example for everything that can be asked, and each can be', () => {
    const examples = entries.flatMap(({ name, example }) => (example === null ? [] : [{ name, example }]));
    expect(examples.length).toBeGreaterThan(100);
    const wrong = examples.flatMap(({ name, example }) =>
      validate(schema, parse(example)).map(({ message }) => `${name}: ${message}`),
    );
    expect(wrong).toEqual([]);
  });

  test('has nothing new against itself, and all of it is under a heading', () => {
    expect(entries.filter(({ isNew, fields }) => isNew || fields.some((field) => field.isNew))).toEqual([]);
    expect(entries.filter(({ section }) => section === '')).toEqual([]);
  });

  test('knows what the guide asks', () => {
    const asked = GUIDE_STEPS.flatMap((step) => guideCode(step, 'http://localhost'))
      .map(({ code }) => code)
      .filter((code) => /^(query|mutation|\{\n  [a-z])/.test(code));
    expect(asked.length).toBeGreaterThanOrEqual(4);
    expect(asked.flatMap((code) => validate(schema, parse(code)).map(({ message }) => message))).toEqual([]);
  });
});
