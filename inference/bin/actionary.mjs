#!/usr/bin/env node
// The sources are TypeScript, which the pinned Node runs as it is; an older Node hands over to it.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const main = new URL('../src/cli/main.ts', import.meta.url);

if (process.features.typescript) {
  await import(main.href);
} else {
  const pinned = path.join(path.dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
  const child = spawn(pinned, [main.pathname, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`actionary: Node 24 cannot be started (${error.message}); run npm start once to install it\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}
