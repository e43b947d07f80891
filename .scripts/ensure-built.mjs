// Runs before npm scripts that show the admin: builds it anew when what it is made from has changed since.
import { runScript } from './run.mjs';
import { makeFrom } from './stamp.mjs';

const SOURCES = [
  'schema.graphql',
  'package.json',
  'docs/contract',
  'docs/examples',
  'node_modules/next/package.json',
  'inference/src/domain',
  ...[
    'src',
    'messages',
    'next.config.mjs',
    'postcss.config.mjs',
    'codegen.yml',
    'package.json',
    'write-reference.ts',
  ].map((name) => `apps/admin/${name}`),
];

makeFrom(SOURCES, 'apps/admin/.next/made-from.txt', () => {
  process.stderr.write('Building the admin …\n');
  runScript('build', 'apps/admin');
});
