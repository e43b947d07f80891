import type { GraphQLSchema } from 'graphql';
import { getNamedType, isCompositeType, isNonNullType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLObjectType } from 'graphql';

/** A request that means harm, or carelessness. */
export interface HostileRequest {
  readonly name: string;
  readonly method?: 'POST' | 'GET' | 'PUT';
  /** Below the server's address; default `/graphql`. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether it is answered, small as it is; default: it is refused. */
  readonly isHarmless?: boolean;
}

const json = (body: unknown): Pick<HostileRequest, 'body'> => ({ body: JSON.stringify(body) });
const ask = (name: string, query: string, variables?: unknown): HostileRequest => ({
  name,
  ...json({ query, variables }),
});
const times = (count: number, text: (index: number) => string, by = ' ') =>
  Array.from({ length: count }, (_, index) => text(index)).join(by);

/** All of them, some made from the contract itself. At least 300. */
export function hostileRequests(schema: GraphQLSchema): HostileRequest[] {
  return [
    ...deep(schema),
    ...wide(),
    ...fragments(),
    ...directives(),
    ...pages(schema),
    ...values(schema),
    ...curious(schema),
    ...malformed(),
    ...transports(),
  ];
}

/** Every way through the contract that leads back to where it began, gone as often as it takes. */
function deep(schema: GraphQLSchema): HostileRequest[] {
  const found: HostileRequest[] = [];
  const query = schema.getQueryType()!;
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.getInterfaces().some(({ name }) => name === 'Node')) continue;
    for (const field of objectFields(type)) {
      const target = getNamedType(field.type);
      if (!isObjectType(target) || target === query) continue;
      const back = wayBack(target, type);
      if (!back) continue;
      const open = [field.name, ...back].map((name) => `${name} {`).join(' ');
      const turns = Math.ceil(20 / (back.length + 1));
      const [opened, closed] = [times(turns, () => open), '}'.repeat(turns * (back.length + 1))];
      found.push(
        ask(
          `round ${type.name}.${field.name}`,
          `{ node(id: "x") { ... on ${type.name} { ${opened} __typename ${closed} } } }`,
        ),
      );
    }
  }
  for (const depth of [17, 100, 1000, 10_000])
    found.push(ask(`${depth} deep`, `{ equipmentNodes { ${'children { '.repeat(depth)} id ${'} '.repeat(depth)} } }`));
  for (const depth of [100, 5000]) {
    found.push(
      ask(
        `a list ${depth} deep`,
        `query ($ids: [ID!]!) { nodes(ids: ${'['.repeat(depth)}"x"${']'.repeat(depth)}) { id } }`,
      ),
    );
    found.push(
      ask(
        `an object ${depth} deep`,
        `{ videos(filter: ${'{ text: '.repeat(depth)}"x"${' }'.repeat(depth)}) { nodes { id } } }`,
      ),
    );
    const lists = '['.repeat(depth) + ']'.repeat(depth);
    found.push({
      name: `variables ${depth} deep`,
      body: `{"query":"query ($ids: [ID!]!) { nodes(ids: $ids) { id } }","variables":{"ids":${lists}}}`,
    });
  }
  return found;
}

/** Fields without arguments that have to be given. */
function objectFields(type: GraphQLObjectType): GraphQLField<unknown, unknown>[] {
  return Object.values(type.getFields()).filter(
    ({ type: given, args }) =>
      isCompositeType(getNamedType(given)) &&
      args.every((each) => !isNonNullType(each.type) || each.defaultValue !== undefined),
  );
}

/** The shortest way of two fields at most. */
function wayBack(from: GraphQLObjectType, to: GraphQLObjectType): string[] | null {
  for (const field of objectFields(from)) {
    const target = getNamedType(field.type);
    if (target === to) return [field.name];
    if (!isObjectType(target)) continue;
    const last = objectFields(target).find((next) => getNamedType(next.type) === to);
    if (last) return [field.name, last.name];
  }
  return null;
}

function wide(): HostileRequest[] {
  const found: HostileRequest[] = [];
  for (const count of [31, 100, 1000, 10_000, 100_000]) {
    found.push(ask(`${count} aliases`, `{ ${times(count, (i) => `a${i}: __typename`)} }`));
    found.push(
      ask(`${count} aliases of a list`, `{ ${times(count, (i) => `a${i}: videoLibraries { nodes { id } }`)} }`),
    );
    found.push(
      ask(
        `${count} mutations`,
        `mutation { ${times(count, (i) => `a${i}: deleteVideoLibrary(id: "x") { deletedId }`)} }`,
      ),
    );
  }
  for (const count of [1000, 3000, 20_000, 200_000])
    found.push(ask(`${count} times the same field`, `{ ${times(count, () => '__typename')} }`));
  for (const count of [300, 1000, 5000])
    found.push({
      ...ask(`${count} times the same object`, `{ ${times(count, () => 'viewer { name }')} }`),
      isHarmless: count === 300,
    });
  for (const count of [200, 2000])
    found.push(
      ask(
        `${count} operations`,
        times(count, (i) => `query q${i} { __typename }`),
      ),
    );
  for (const count of [100, 3000, 50_000]) {
    found.push(ask(`${count} variables`, `query (${times(count, (i) => `$v${i}: Int`)}) { __typename }`));
    found.push(ask(`${count} arguments`, `{ node(${times(count, () => 'id: "x"')}) { id } }`));
    found.push(ask(`${count} unknown arguments`, `{ node(id: "x", ${times(count, (i) => `a${i}: 1`)}) { id } }`));
  }
  for (const count of [101, 10_000])
    found.push(
      ask(`${count} ids`, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids: Array.from({ length: count }, (_, i) => `${i}`),
      }),
    );
  found.push(ask('a mistake in every field', `{ ${times(900, (i) => `nothing${i}`)} }`));
  found.push(ask('nearly right in every field', `{ ${times(900, (i) => `vocabularie${i}`)} }`));
  return found;
}

function fragments(): HostileRequest[] {
  const found: HostileRequest[] = [
    ask('a fragment of itself', '{ ...a } fragment a on Query { ...a }'),
    ask('two fragments of each other', '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'),
    ask(
      'a fragment of itself, in a field',
      '{ node(id: "x") { ...a } } fragment a on Vocabulary { versions { vocabulary { ...a } } }',
    ),
    ask('a fragment that is not there', '{ ...a }'),
    ask('a fragment that is not used', '{ __typename } fragment a on Query { __typename }'),
    ask('a fragment on what it is not', '{ ... on Video { id } }'),
    ask('two fragments of one name', '{ ...a } fragment a on Query { __typename } fragment a on Query { __typename }'),
    ask('a fragment named on', '{ ...on } fragment on on Query { __typename }'),
  ];
  for (const count of [10, 20, 40, 200, 1000]) {
    // Each spreads the next one twice: 2ⁿ fields.
    const doubling = times(count, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`);
    found.push(
      ask(
        `fragments that double ${count} times`,
        `{ ...f0 } ${doubling} fragment f${count} on Query { viewer { name } }`,
      ),
    );
    const nesting = times(count, (i) => `fragment f${i} on EquipmentNode { children { ...f${i + 1} } }`);
    found.push(
      ask(
        `fragments ${count} deep`,
        `{ equipmentNodes { ...f0 } } ${nesting} fragment f${count} on EquipmentNode { id }`,
      ),
    );
    const circle = times(count, (i) => `fragment f${i} on Query { ...f${(i + 1) % count} }`);
    found.push(ask(`a circle of ${count} fragments`, `{ ...f0 } ${circle}`));
    found.push({
      ...ask(`${count} inline fragments`, `{ ${'... { '.repeat(count)} __typename ${'} '.repeat(count)} }`),
      isHarmless: count < 500,
    });
    found.push({
      ...ask(
        `a fragment spread ${count} times`,
        `{ ${times(count, () => '...f')} } fragment f on Query { a: viewer { name } b: viewer { name } }`,
      ),
      isHarmless: count === 10,
    });
    const conflicts = times(count, (i) => `... on Query { x: node(id: "${i}") { id } }`);
    found.push(ask(`${count} fields that contradict each other`, `{ ${conflicts} }`));
  }
  return found;
}

function directives(): HostileRequest[] {
  const found: HostileRequest[] = [
    ask('a directive that is not there', '{ viewer @nothing { name } }'),
    ask('requires, of one’s own', 'mutation { deleteAccount(id: "x") @requires(permission: read) { deletedId } }'),
  ];
  for (const count of [51, 500, 2000, 20_000]) {
    found.push(ask(`${count} directives`, `{ __typename ${'@include(if: true) '.repeat(count)} }`));
    found.push(ask(`${count} directives that are not there`, `{ __typename ${times(count, (i) => `@d${i}`)} }`));
    found.push(ask(`${count} directives of a query`, `query ${'@skip(if: false) '.repeat(count)} { __typename }`));
  }
  return found;
}

/** Every connection with a page that is too large, too small, or none. */
function pages(schema: GraphQLSchema): HostileRequest[] {
  const found: HostileRequest[] = [];
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    if (!field.args.some(({ name }) => name === 'first') || !getNamedType(field.type).name.endsWith('Connection'))
      continue;
    if (field.args.some((each) => isNonNullType(each.type))) continue;
    for (const first of ['101', '0', '-1', '2147483647', '2147483648', '1e9', '"20"'])
      found.push(ask(`${field.name} of ${first}`, `{ ${field.name}(first: ${first}) { pageInfo { hasNextPage } } }`));
    for (const after of ['x', Buffer.from("after:' OR 1=1 --").toString('base64url'), 'A'.repeat(100_000)])
      found.push(
        ask(
          `${field.name} after ${after.slice(0, 20)}`,
          `query ($after: String) { ${field.name}(after: $after) { pageInfo { hasNextPage } } }`,
          { after },
        ),
      );
  }
  return found;
}

/** Texts that break out of statements, markup and file names elsewhere. */
const TEXTS: readonly string[] = [
  '\'; DROP TABLE "Video"; --',
  "' OR '1'='1",
  '$$; SELECT pg_sleep(10); $$',
  "\\'; SELECT 1; --",
  '%'.repeat(5000),
  '_%'.repeat(3000),
  '(((((((((((((((((((((((((((((('.repeat(200),
  '../../../../etc/passwd',
  '\u0000',
  'half \uD800 a pair',
  '\u202Egnp.exe',
  '{{constructor.constructor("return process")()}}',
  '${process.env.ACTIONARY_SECRET}',
  '<script>alert(1)</script>',
  'a'.repeat(100_000),
  '𠮷'.repeat(50_000),
  'é'.normalize('NFD').repeat(30_000),
];

function values(schema: GraphQLSchema): HostileRequest[] {
  const found: HostileRequest[] = [];
  const searches: readonly (readonly [string, string])[] = [
    ['search', 'query ($t: String!) { search(text: $t) { __typename } }'],
    ['videos', 'query ($t: String!) { videos(filter: { text: $t }) { nodes { id } } }'],
    ['vocabulary', 'query ($t: String!) { vocabulary(externalId: $t) { id } }'],
    ['videosByExternalId', 'query ($t: String!) { videosByExternalId(externalId: $t) { id } }'],
    ['node', 'query ($t: ID!) { node(id: $t) { id } }'],
  ];
  for (const [name, query] of searches)
    for (const [index, text] of TEXTS.entries())
      found.push({ ...ask(`${name}, text ${index}`, query, { t: text }), isHarmless: true });
  for (const type of Object.keys(schema.getTypeMap())
    .filter((name) => isObjectType(schema.getType(name)))
    .slice(0, 60)) {
    const forged = Buffer.from(`${type}:' OR 1=1 --`).toString('base64url');
    found.push({
      ...ask(`a forged id of ${type}`, 'query ($id: ID!) { node(id: $id) { __typename } }', { id: forged }),
      isHarmless: true,
    });
  }
  for (const value of ['NaN', '-1', '99999999999999999999', '1.5', '"x"', 'null', '{}', '[]', 'true'])
    found.push({
      ...ask(`a page of ${value}`, `{ vocabularies(first: ${value}) { nodes { id } } }`),
      isHarmless: value === 'null',
    });
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
    found.push(
      ask(`a field ${name}`, `{ ${name} }`),
      {
        name: `a variable ${name}`,
        body: `{"query":"query ($id: ID!) { node(id: $id) { id } }","variables":{"${name}":{"id":"x"}}}`,
      },
      { name: `an operation ${name}`, body: `{"query":"query a { __typename }","operationName":"${name}"}` },
    );
  return found;
}

/** What would tell a stranger how the API is made. */
function curious(schema: GraphQLSchema): HostileRequest[] {
  const introspection = '{ __schema { types { name fields { name type { name ofType { name } } } } } }';
  const round = `{ __schema { types { ${'fields { type { '.repeat(8)} name ${'} } '.repeat(8)} } } }`;
  const mutations = Object.keys(schema.getMutationType()!.getFields());
  return [
    ask('introspection', introspection),
    ask('one type', '{ __type(name: "Account") { fields { name } } }'),
    ask('introspection in circles', round),
    ask('introspection in a fragment', `{ ...a } fragment a on Query ${introspection}`),
    ask('introspection many times', `{ ${times(25, (i) => `a${i}: __schema { types { name } }`)} }`),
    ...mutations.map((name) => ask(`guess ${name}`, `mutation { ${name.slice(0, -1)} }`)),
  ];
}

function malformed(): HostileRequest[] {
  const bodies: Readonly<Record<string, string>> = {
    nothing: '',
    'half an object': '{"query":',
    'no object': '"{ __typename }"',
    null: 'null',
    number: '1e999',
    'an empty object': '{}',
    'an empty query': '{"query":""}',
    'a query that is no text': '{"query":{"a":1}}',
    'a query that is a list': '{"query":["{ __typename }"]}',
    'variables that are text': '{"query":"{ __typename }","variables":"x"}',
    'variables that are a list': '{"query":"{ __typename }","variables":[1]}',
    'an operation name that is no text': '{"query":"{ __typename }","operationName":{}}',
    'a batch': '[{"query":"{ __typename }"},{"query":"{ __typename }"}]',
    'a large batch': `[${times(10_000, () => '{"query":"{ __typename }"}', ',')}]`,
    'keys that are doubled': `{${times(10_000, () => '"query":"{ __typename"', ',')}}`,
    'a body of many braces': '['.repeat(200_000),
    'a body of many keys': `{"query":"{ __typename ","variables":{${times(50_000, (i) => `"k${i}":${i}`, ',')}}}`,
    'bytes that are no text': Buffer.from([0xff, 0xfe, 0x00, 0xd8]).toString('latin1'),
  };
  const queries: Readonly<Record<string, string>> = {
    'a quote left open': '{ node(id: "x',
    'a block left open': '{ node(id: """x',
    'a comment of 1 MB': `#${'x'.repeat(2 ** 20)}\n{`,
    'commas only': ','.repeat(100_000),
    'a name of 1 MB': `{ ${'a'.repeat(2 ** 20)} }`,
    'a number of 100,000 digits': `{ vocabularies(first: ${'9'.repeat(100_000)}) { nodes { id } } }`,
    'a text of 500,000 escapes': `{ node(id: "${'\\u0041'.repeat(500_000)}") }`,
    'characters that are none': '{ \u0007 }',
    'a definition of a type': 'type Query { a: Int }',
    'an extension of a type': 'extend type Query { a: Int } { __typename }',
    'a subscription': 'subscription { activeJobs { id } }',
    'an operation without fields': '{ }',
    'a field of a scalar': '{ viewer { name { length } } }',
    'an object without fields': '{ viewer }',
  };
  return [
    ...Object.entries(bodies).map(([name, body]) => ({ name, body })),
    ...Object.entries(queries).map(([name, query]) => ask(name, query)),
  ];
}

function transports(): HostileRequest[] {
  const query = encodeURIComponent('{ __typename }');
  const mutation = encodeURIComponent('mutation { deleteVideoLibrary(id: "x") { deletedId } }');
  const body = JSON.stringify({ query: '{ __typename }' });
  return [
    {
      name: 'a query by GET, from a form',
      method: 'GET',
      path: `/graphql?query=${query}`,
      headers: { 'content-type': 'text/plain' },
    },
    {
      name: 'a change by GET',
      method: 'GET',
      path: `/graphql?query=${mutation}`,
      headers: { 'apollo-require-preflight': '1' },
    },
    { name: 'a form', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `query=${query}` },
    {
      name: 'a form with parts',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\n\r\n--x--',
    },
    { name: 'plain text', headers: { 'content-type': 'text/plain' }, body },
    { name: 'PUT', method: 'PUT', body },
    { name: 'an encoding that is not there', headers: { 'content-encoding': 'zip' }, body },
    { name: 'a body that is not packed', headers: { 'content-encoding': 'gzip' }, body },
    {
      name: 'a character set that is not there',
      headers: { 'content-type': 'application/json; charset=klingon' },
      body,
    },
    {
      name: 'a body too large',
      body: JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(3 * 2 ** 20) } }),
    },
    { name: 'a stored query', ...json({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }) },
    { name: 'a query over the event stream', path: '/graphql/stream', headers: { accept: 'text/event-stream' }, body },
    {
      name: 'a deep subscription',
      path: '/graphql/stream',
      headers: { accept: 'text/event-stream' },
      ...json({
        query: `subscription { recognitionProgress(id: "x") { videos { nodes { ${'recognition { videos { nodes { '.repeat(8)} id ${'} } } '.repeat(8)} } } } }`,
      }),
    },
    {
      name: 'a subscription of 20,000 characters',
      path: '/graphql/stream',
      headers: { accept: 'text/event-stream' },
      ...json({ query: `subscription { activeJobs { id } } #${'x'.repeat(20_000)}` }),
    },
  ];
}
