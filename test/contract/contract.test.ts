import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { contractBreaks, releasedForm } from './contract-breaks.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, 'docs/contract');
const contract = readFileSync(path.join(ROOT, 'schema.graphql'), 'utf8');

describe('the contract', () => {
  test.each(readdirSync(FOLDER))('keeps what %s promised', (name) => {
    expect(contractBreaks(readFileSync(path.join(FOLDER, name), 'utf8'), contract)).toEqual([]);
  });

  test('is kept without what is said about it', () => {
    const released = releasedForm(contract);
    expect(released).not.toContain('"""');
    expect(contractBreaks(released, contract)).toEqual([]);
    expect(releasedForm(released)).toBe(released);
  });
});

describe('a break is found', () => {
  const released = `
    directive @requires(permission: Permission!) on FIELD_DEFINITION | OBJECT
    enum Permission { read operate administer }
    enum State { waiting done }
    interface Node { id: ID! }
    type Video implements Node { id: ID! name: String! state: State segments(first: Int = 20): [Segment!] }
    type Segment { startMs: Int! }
    type Query { videos: [Video!]! equipment: String @requires(permission: operate) }
    input VideoFilter { name: String, first: Int = 20 }
    type Mutation { remove(filter: VideoFilter!): String }
  `;
  test.each([
    ['a field is gone', 'name: String! ', '', /Video\.name was removed/],
    ['a field may be null', 'name: String!', 'name: String', /Video\.name changed type/],
    ['a type is gone', 'type Segment { startMs: Int! }', 'type Part { startMs: Int! }', /Segment was removed/],
    ['a value is gone', 'waiting done', 'done', /waiting was removed/],
    ['an argument means something else', '(first: Int = 20)', '(first: Int = 100)', /first.*defaultValue/],
    [
      'an input means something else',
      'first: Int = 20 }',
      'first: Int = 50 }',
      /VideoFilter\.first was 20 by default, and now 50/,
    ],
    ['an input has to be given', 'name: String,', 'name: String!,', /VideoFilter\.name changed type/],
    ['an argument has to be given', 'videos: ', 'videos(libraryId: ID!): ', /required arg libraryId/],
    ['it is no Node any more', 'Video implements Node', 'Video', /Node/],
    [
      'more is needed',
      'permission: operate',
      'permission: administer',
      /Query\.equipment needed operate, and now administer/,
    ],
    [
      'something is needed',
      '[Video!]! ',
      '[Video!]! @requires(permission: operate) ',
      /Query\.videos needed read, and now operate/,
    ],
  ])('%s', (_, text, replacement, problem) => {
    const present = released
      .replace(text, replacement)
      .replace('[Segment!]', replacement.includes('Part') ? '[Part!]' : '[Segment!]');
    expect(contractBreaks(released, present).join('\n')).toMatch(problem);
  });

  test('but none where something is added', () => {
    const present = released
      .replace('waiting done', 'waiting done failed')
      .replace('name: String!', 'name: String! "By its recorder." recordedAt: String')
      .replace('videos: ', 'videos(libraryId: ID): ')
      .replace('first: Int = 20 }', 'first: Int = 20, before: String }');
    expect(contractBreaks(released, present)).toEqual([]);
  });
});
