import { afterAll, describe, expect, test } from '@jest/globals';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { madeUpOperation } from '../../../../../test/factories/made-up-operation.ts';
import { noteCounts } from '../../../../../test/factories/note-counts.ts';
import { valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { createAccount, createApiToken } from '../../../../../prisma/src/index.ts';
import type { Permission, Role } from '../../../../../prisma/src/index.ts';
import type { Context } from '../../context.ts';
import { createSchema } from '../../schema.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { permissionOf } from './guard-schema.ts';
import { PERMISSIONS, permissionsOf } from './permissions.ts';

type Field = GraphQLField<unknown, Context>;

const schema: GraphQLSchema = createSchema();
const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields()) as Field[];
const mutations = fieldsOf(schema.getMutationType()!);

test('a role has what those before it have', () => {
  const of = (role: Role, seesVideos: boolean) => [...permissionsOf({ role, seesVideos })];
  expect(of('viewer', false)).toEqual(['read']);
  expect(of('viewer', true)).toEqual(['read', 'watch']);
  expect(of('curator', false)).toEqual(['read', 'curate']);
  expect(of('engineer', true)).toEqual(['read', 'watch', 'curate', 'operate']);
  expect(of('administrator', true)).toEqual([...PERMISSIONS]);
});

test('every change needs more than reading', () => {
  const careless = mutations.filter((field) => permissionOf(schema, field, schema.getMutationType()!) === 'read');
  expect(careless.map(({ name }) => name)).toEqual([]);
});

describe('every field of the API', () => {
  const server = useServer({ signIn: { publicUrl: null, oidc: null } });
  /** Nobody has more than one besides reading: what each opens is seen alone. */
  const scopes: readonly Permission[][] = PERMISSIONS.map((each) => (each === 'read' ? ['read'] : ['read', each]));
  const roots = [schema.getQueryType()!, schema.getMutationType()!];
  const roles: readonly Role[] = ['viewer', 'curator', 'engineer', 'administrator'];
  let requestCount = 0;
  afterAll(() =>
    noteCounts({
      fields: roots.flatMap(fieldsOf).length,
      mutations: mutations.length,
      permissions: scopes.length,
      roles: roles.length,
      requests: requestCount,
    }),
  );

  test.each(scopes.map((permissions) => ({ permissions })))(
    'is open to a token with $permissions exactly where it says so',
    async ({ permissions }) => {
      const headers = await tokenOf(permissions);
      for (const type of roots) {
        for (const field of fieldsOf(type)) {
          const codes = await codesOf(headers, madeUpOperation(type, field));
          const isRefused = codes.includes('FORBIDDEN');
          const needed = permissionOf(schema, field, type);
          expect([field.name, isRefused]).toEqual([field.name, !permissions.includes(needed)]);
          // Whatever else is wrong with made-up arguments, nothing breaks.
          expect([field.name, codes]).not.toEqual([field.name, expect.arrayContaining(['INTERNAL_SERVER_ERROR'])]);
        }
      }
    },
  );

  test.each(roles)('is open to a %s as to their permissions', async (role) => {
    const headers = await tokenOf([...permissionsOf({ role, seesVideos: false })]);
    for (const field of mutations) {
      const codes = await codesOf(headers, madeUpOperation(schema.getMutationType()!, field));
      const needed = permissionOf(schema, field, schema.getMutationType()!);
      expect([field.name, codes.includes('FORBIDDEN')]).toEqual([
        field.name,
        !permissionsOf({ role, seesVideos: false }).has(needed),
      ]);
    }
  });

  test('is closed wherever a closed object is reached from: by its id, among others, in an interface', async () => {
    const account = valueOf(
      await createAccount(server.db, { name: 'A', email: 'a@example.com', role: 'viewer', seesVideos: true }),
    );
    const { apiToken } = valueOf(await createApiToken(server.db, tokenInput(['read'])));
    const ids = [toGlobalId('Account', account.id), toGlobalId('ApiToken', apiToken.id)];
    const documents = [
      'query ($id: ID!) { node(id: $id) { id } }',
      'query ($id: ID!) { nodes(ids: [$id]) { ... on Account { email } ... on ApiToken { start } } }',
    ];
    for (const permission of PERMISSIONS) {
      const headers = await tokenOf(permission === 'read' ? ['read'] : ['read', permission]);
      for (const query of documents)
        for (const id of ids) {
          const codes = await codesOf(headers, query, { id });
          expect(codes).toEqual(permission === 'administer' ? [] : ['FORBIDDEN']);
        }
    }
  });

  test('subscriptions are closed to those who have not signed in', async () => {
    const response = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', connection: 'close' },
      body: JSON.stringify({ query: 'subscription { activeJobs { id } }' }),
    });
    expect(response.status).toBe(401);
    await response.text();
  });

  const tokenInput = (permissions: readonly Permission[]) => ({
    name: permissions.join(),
    permissions,
    expiresAt: null,
    requestsPerMinute: null,
    createdBy: null,
  });

  async function tokenOf(permissions: readonly Permission[]): Promise<Record<string, string>> {
    const { secret } = valueOf(await createApiToken(server.db, tokenInput(permissions)));
    return { authorization: `Bearer ${secret}` };
  }

  async function codesOf(headers: Record<string, string>, query: string, variables: object = {}): Promise<string[]> {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ query, variables }),
    });
    requestCount++;
    const { errors = [] } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return errors.map(({ extensions }) => extensions.code);
  }
});
