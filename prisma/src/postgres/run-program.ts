import { spawn } from 'node:child_process';

/** Whom a program runs as; empty: as this process. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

/** What PostgreSQL's programs see of the environment: English messages, UTC, no settings meant for other servers. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'));
  return { ...Object.fromEntries(own), LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * Runs a program to its end.
 * @returns its exit code and all it wrote
 * @throws where it cannot be started
 */
export function runProgram(
  program: string,
  argv: readonly string[],
  runAs: RunAs = {},
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, argv, {
      ...runAs,
      env: postgresEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
