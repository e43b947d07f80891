// Runs before npm scripts: makes generated code anew when what it is made from has changed since, or its generator has.
import { runScript } from './run.mjs';
import { makeFrom } from './stamp.mjs';

const CODEGEN = ['schema.graphql', 'node_modules/@graphql-codegen/cli/package.json'];

/** What the reference's pages show besides the contract. */
const REFERENCE = ['package.json', 'docs/contract', 'docs/examples', 'apps/admin/write-reference.ts'];

const WORKSPACES = [
  {
    name: 'prisma',
    title: 'the database client',
    sources: ['prisma/schema.prisma', 'prisma/prisma.config.ts', 'node_modules/prisma/package.json'],
  },
  { name: 'apps/server', title: "the API's types", sources: [...CODEGEN, 'apps/server/codegen.yml'] },
  {
    name: 'apps/admin',
    title: "the types of the admin's operations, and its reference",
    sources: [...CODEGEN, ...REFERENCE, 'apps/admin/codegen.yml', 'apps/admin/src'],
  },
];

for (const { name, title, sources } of WORKSPACES) {
  makeFrom(sources, `${name}/generated/made-from.txt`, () => {
    process.stderr.write(`Generating ${title} …\n`);
    runScript('generate', name);
  });
}
