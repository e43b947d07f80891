// Runs on any Node >= 20 before every npm script: installs the dependencies when node_modules differs from package-lock.json.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return {};
  }
}

/** npm keeps a lock file of what it has installed; packages for other platforms may be absent from it. */
function isInstalled() {
  const installed = readPackages('node_modules/.package-lock.json');
  const wanted = Object.entries(readPackages('package-lock.json'));
  return wanted.every(
    ([place, { version, optional, link }]) =>
      !place.startsWith('node_modules/') ||
      link ||
      (installed[place] ?? { version: optional && version }).version === version,
  );
}

if (!isInstalled()) {
  process.stderr.write('Installing dependencies (npm ci; the first time this takes a few minutes) …\n');
  // onnxruntime-node would fetch CUDA libraries and node-av a standalone ffmpeg: neither is needed.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', SKIP_FFMPEG: 'true' };
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write('npm ci failed: see the messages above; the npm registry must be reachable.\n');
    process.exit(1);
  }
}
