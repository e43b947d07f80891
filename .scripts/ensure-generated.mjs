// Runs before npm scripts that use the database: makes its client anew when schema.prisma has changed since, or Prisma has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const generated = path.join(root, 'prisma/generated');
const stamp = path.join(generated, 'made-from.txt');

const sources = ['prisma/schema.prisma', 'prisma/prisma.config.ts', 'node_modules/prisma/package.json'];
const digest = createHash('sha256');
for (const source of sources) digest.update(readFileSync(path.join(root, source)));
const wanted = digest.digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  process.stderr.write('Generating the database client (prisma generate) …\n');
  const { status } = spawnSync('npm', ['run', 'generate', '--silent', '--workspace', 'prisma'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write('prisma generate failed: see the messages above.\n');
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
