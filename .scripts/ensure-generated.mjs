// Runs before npm scripts: makes generated code anew when what it is made from has changed since, or its generator has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const WORKSPACES = [
  {
    name: 'prisma',
    title: 'the database client',
    sources: ['prisma/schema.prisma', 'prisma/prisma.config.ts', 'node_modules/prisma/package.json'],
  },
  {
    name: 'apps/server',
    title: "the API's types",
    sources: ['schema.graphql', 'apps/server/codegen.yml', 'node_modules/@graphql-codegen/cli/package.json'],
  },
];

for (const { name, title, sources } of WORKSPACES) {
  const stamp = path.join(root, name, 'generated/made-from.txt');
  const digest = createHash('sha256');
  for (const source of sources) digest.update(readFileSync(path.join(root, source)));
  const wanted = digest.digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    process.stderr.write(`Generating ${title} …\n`);
    generate(name);
    writeFileSync(stamp, wanted);
  }
}

function generate(workspace) {
  const { status } = spawnSync('npm', ['run', 'generate', '--silent', '--workspace', workspace], {
    cwd: root,
    stdio: ['ignore', 'ignore', 2],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  process.stderr.write(`npm run generate --workspace ${workspace} failed: see the messages above.\n`);
  process.exit(1);
}
