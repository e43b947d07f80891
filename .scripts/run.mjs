// Runs an npm script of a workspace; ends the process where it fails.
import { spawnSync } from 'node:child_process';
import { root } from './stamp.mjs';

/** What the script says is shown only where it fails. */
export function runScript(script, workspace) {
  const { status, stdout, stderr } = spawnSync('npm', ['run', script, '--silent', '--workspace', workspace], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: undefined },
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  process.stderr.write(stdout);
  process.stderr.write(stderr);
  process.stderr.write(`npm run ${script} --workspace ${workspace} failed: see the messages above.\n`);
  process.exit(1);
}
