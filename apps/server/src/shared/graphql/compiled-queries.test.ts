import { describe, expect, test } from '@jest/globals';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { execute, GraphQLError, parse } from 'graphql';
import { compilingExecute } from './compiled-queries.ts';

const TYPES = `
  interface Named { name: String }
  enum Colour { RED }
  type Part implements Named { name: String, must: Int!, colour: Colour, by: String, refused: Int, twice(of: Int! = 3): Int }
  type Query { parts(names: [String!]!): [Part!]!, part: Part, any: Named, by: String, later: [Int] }
  type Mutation { by: String }`;

/** Who carries it out: it is seen where an error would say that it has come from. */
const by = () => (String(new Error().stack).includes('graphql-jit') ? 'compiled' : 'interpreted');

const schema = makeExecutableSchema({
  typeDefs: TYPES,
  resolvers: {
    Query: {
      by,
      part: () => ({ name: 'one' }),
      parts: async (_: unknown, { names }: { names: string[] }) => names.map((name) => ({ name })),
      any: () => ({ name: 'one' }),
      later: async () => [1, null, 2],
    },
    Mutation: { by },
    Named: { __resolveType: () => 'Part' },
    Part: {
      by,
      must: ({ name }: { name: string }) => (name === 'none' ? null : 1),
      colour: ({ name }: { name: string }) => (name === 'blue' ? 'BLUE' : 'RED'),
      twice: (_: unknown, { of }: { of: number }) => Promise.resolve(of * 2),
      refused: ({ name }: { name: string }) => {
        if (name === 'refused') throw new GraphQLError('not to be had', { extensions: { code: 'FORBIDDEN' } });
        if (name === 'broken') throw new RangeError('no such part');
        return 1;
      },
    },
  },
});

/** Like it the third time. */
async function thirdOf(query: string, variableValues: Record<string, unknown> = {}, operationName?: string) {
  const run = compilingExecute(schema, 3);
  const document = parse(query);
  const args = { schema, document, variableValues, operationName };
  await run(args);
  const second = await run(args);
  return { interpreted: await execute(args), second, third: await run(args) };
}

const plain = (answer: object) => JSON.parse(JSON.stringify(answer)) as { data?: Record<string, unknown> };

test('what is asked for the third time is compiled', async () => {
  const { second, third } = await thirdOf('{ by }');
  expect(second.data).toEqual({ by: 'interpreted' });
  expect(third.data).toEqual({ by: 'compiled' });
});

test.each([
  ['mutations', 'mutation { by }'],
  ['directives', 'query ($is: Boolean = true) { by @include(if: $is) }'],
  ['objects of many types', '{ by any { name } }'],
])('%s are not', async (_, query) => {
  expect(plain((await thirdOf(query)).third).data).toMatchObject({ by: 'interpreted' });
});

test('of several operations each is another', async () => {
  const query = 'query A { by } query B { by part { name } }';
  expect((await thirdOf(query, {}, 'B')).third.data).toEqual({ by: 'compiled', part: { name: 'one' } });
  expect((await thirdOf(query, {}, 'A')).third.data).toEqual({ by: 'compiled' });
});

const PARTS = `query ($names: [String!]!, $of: Int) {
  parts(names: $names) {
    ...Told
    two: twice(of: 2) twice
  }
  later
}
fragment Told on Part { name refused colour must __typename }`;

describe('answers and errors are those of graphql-js', () => {
  test.each<[string, Record<string, unknown>]>([
    ['all is well', { names: ['a', 'b'] }],
    ['nothing is there', { names: [] }],
    ['one is refused', { names: ['a', 'refused'] }],
    ['one fails', { names: ['broken', 'a'] }],
    ['one is null where it must not be', { names: ['a', 'none'] }],
    ['a value is none of its type', { names: ['blue'] }],
    ['a variable is missing', {}],
    ['a variable is of another type', { names: [1, null] }],
    ['a variable is too much', { names: ['a'], others: 1 }],
  ])('where %s', async (_, variables) => {
    const { interpreted, third } = await thirdOf(PARTS, variables);
    expect(plain(third)).toEqual(plain(interpreted));
    const told = ({ errors = [] }: typeof third) =>
      errors.map(({ extensions, originalError }) => [
        extensions,
        originalError instanceof Error,
        originalError instanceof RangeError,
      ]);
    expect(told(third)).toEqual(told(interpreted));
  });
});
