import { describe, expect, test } from '@jest/globals';
import { makeExecutableSchema } from '@graphql-tools/schema';
import * as fc from 'fast-check';
import { execute, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import { compilingExecute } from './compiled-queries.ts';

const TYPES = `
  interface Named { name: String }
  enum Colour { RED }
  type Part implements Named { name: String, must: Int!, colour: Colour, by: String, refused: Int, twice(of: Int! = 3): Int }
  type Query { parts(names: [String!]!): [Part!]!, part: Part, any: Named, by: String, later: [Int], tree(of: Tree): Int }
  input Tree { of: Int, trees: [Tree!] }
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
  const run = compilingExecute(schema, { askedOften: 3 });
  const document = parse(query);
  const args = { schema, document, variableValues, operationName };
  await run(args);
  const second = await run(args);
  return { interpreted: await execute(args), second, third: await run(args) };
}

interface PlainAnswer {
  readonly data?: Record<string, unknown>;
  readonly errors?: readonly { readonly path: readonly (string | number)[] }[];
}

const plain = (answer: object) => JSON.parse(JSON.stringify(answer)) as PlainAnswer;

test('what is asked for the third time is compiled', async () => {
  const { second, third } = await thirdOf('{ by }');
  expect(second.data).toEqual({ by: 'interpreted' });
  expect(third.data).toEqual({ by: 'compiled' });
});

test.each([
  ['mutations', 'mutation { by }'],
  ['directives', 'query ($is: Boolean = true) { by @include(if: $is) }'],
  ['objects of many types', '{ by any { name } }'],
  ['inputs that may hold themselves', 'query ($of: Tree) { by tree(of: $of) }'],
])('%s are not', async (_, query) => {
  expect(plain((await thirdOf(query)).third).data).toMatchObject({ by: 'interpreted' });
});

test('of several operations each is another', async () => {
  const query = 'query A { by } query B { by part { name } }';
  expect((await thirdOf(query, {}, 'B')).third.data).toEqual({ by: 'compiled', part: { name: 'one' } });
  expect((await thirdOf(query, {}, 'A')).third.data).toEqual({ by: 'compiled' });
});

test('an operation that is not there is said not to be', async () => {
  const { interpreted, third } = await thirdOf('query A { by }', {}, 'hasOwnProperty');
  expect(plain(third)).toEqual(plain(interpreted));
  expect(third.errors).toHaveLength(1);
});

test('only so many are kept compiled, and what gave way is compiled again', async () => {
  const run = compilingExecute(schema, { askedOften: 2, maxCompiled: 2 });
  const documents = ['{ by }', '{ by part { by } }', '{ by later }'].map((query) => parse(query));
  const askTwice = async (index: number) => {
    await run({ schema, document: documents[index]! });
    return (await run({ schema, document: documents[index]! })).data?.['by'];
  };
  for (const index of [0, 1, 2]) expect(await askTwice(index)).toBe('compiled');
  expect((await run({ schema, document: documents[1]! })).data?.['by']).toBe('compiled');
  expect((await run({ schema, document: documents[0]! })).data?.['by']).toBe('interpreted');
  expect(await askTwice(0)).toBe('compiled');
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

const NESTED = makeExecutableSchema({
  typeDefs: `
    enum Colour { RED BLUE }
    input Wish { of: Int! = 2, colours: [Colour!], next: Next }
    input Next { of: Int! = 1, colours: [Colour] = [RED], at: Float }
    type Part {
      id: ID!, size: Float, colours: [Colour!], parts(first: Int = 2): [Part!]!, next: Part, must: Part!
      told(wish: Wish, names: [String!], at: Float, id: ID): String, late: String, some: [[Int]]
    }
    type Query { part: Part, parts(first: Int): [Part] }`,
  resolvers: {
    Query: {
      part: () => makePart(1),
      parts: async (_: unknown, { first }: { first?: number | null }) => [makePart(first ?? 3), null, makePart(2)],
    },
    Part: {
      parts: ({ size }: MadePart, { first }: { first: number | null }) =>
        Array.from({ length: Math.min(3, Math.max(0, first ?? 1)) }, (_, index) => makePart(size + index)),
      next: async ({ size }: MadePart) => (size > 6 ? null : makePart(size + 1)),
      must: ({ size }: MadePart) => (size % 3 === 0 ? null : makePart(size + 1)),
      told: (_: unknown, given: object) => JSON.stringify(given),
      late: ({ size }: MadePart) =>
        size % 4 === 0 ? Promise.reject(new Error(`no ${size}`)) : Promise.resolve('late'),
    },
  },
});

interface MadePart {
  readonly size: number;
}

const makePart = (size: number) => ({
  id: size,
  size,
  colours: size % 5 === 0 ? ['GREEN'] : ['RED', 'BLUE'],
  some: [[size, null], null, []],
});

const LEAVES = ['id', 'size', 'colours', 'late', 'some', '__typename', 'told(names: "one")', 'told(id: 7, at: 1)'];
const wishes = fc.constantFrom(
  '{ of: 1 }',
  '{ colours: [RED] }',
  '{ next: { of: 3, colours: BLUE } }',
  '$wish',
  'null',
);
const counts = fc.constantFrom('', '(first: 1)', '(first: $count)', '(first: null)');

const { selections } = fc.letrec<{ selections: string; field: string }>((tie) => ({
  selections: fc.array(tie('field'), { minLength: 1, maxLength: 3 }).map((fields) => `{ ${fields.join(' ')} }`),
  field: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom(...LEAVES),
    wishes.map((wish) => `told${wish.length}: told(wish: ${wish})`),
    fc.tuple(counts, tie('selections')).map(([count, inner]) => `parts${count.length}: parts${count} ${inner}`),
    fc
      .tuple(fc.constantFrom('next', 'must', 'again: next', '... on Part', '...'), tie('selections'))
      .map(([name, inner]) => `${name} ${inner}`),
    fc.constant('...Told'),
  ),
}));

const variables = fc.record(
  {
    count: fc.constantFrom<unknown>(0, 2, null, 'many', 1.5),
    wish: fc.constantFrom<unknown>(
      { of: 4 },
      { colours: ['RED'] },
      { colours: 'BLUE', next: {} },
      { of: null },
      null,
      'x',
    ),
  },
  { requiredKeys: [] },
);

test('whatever is asked for, the answer is that of graphql-js', async () => {
  let carriedOutCount = 0;
  await fc.assert(
    fc.asyncProperty(selections, variables, async (asked, given) => {
      const query = `query ($count: Int = 1, $wish: Wish) { part ${asked} parts(first: $count) ${asked} w: part { told(wish: $wish) } }
        fragment Told on Part { id next { size late } }`;
      const document = parse(query);
      // Fields of one name with different arguments and the like.
      fc.pre(
        validate(
          NESTED,
          document,
          specifiedRules.filter(({ name }) => name !== 'NoUnusedFragmentsRule'),
        ).length === 0,
      );
      carriedOutCount++;
      const args = { schema: NESTED, document, variableValues: given };
      const compiled = plain(await compilingExecute(NESTED, { askedOften: 1 })(args));
      const { errors = [], data } = plain(await execute(args));
      expect(compiled.data).toEqual(data);
      expect(compiled.errors ?? []).toEqual(expect.arrayContaining([...errors]));
      // Below what is null already, graphql-js does not tell of further errors.
      const further = (compiled.errors ?? []).filter((error) => !errors.some((other) => isSame(error, other)));
      for (const { path } of further) expect(valueAt(data, path.slice(0, -1))).toBeNull();
    }),
    { numRuns: 200, examples: [['{ next { must { id } must { id } } id }', {}]] },
  );
  expect(carriedOutCount).toBeGreaterThan(100);
});

const isSame = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

/** What stands at a place, or the null above it. */
function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => value && (value as Record<string | number, unknown>)[key], data);
}
