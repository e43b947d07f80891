import { readdirSync, readFileSync } from 'node:fs';

/** Command lines of the running processes that name a folder; where `/proc` tells them. */
export function processesNaming(folder: string): string[] {
  const commands = readdirSync('/proc')
    .filter((id) => /^\d+$/.test(id) && id !== String(process.pid))
    .map((id) => commandOf(id));
  return commands.filter((command) => command.includes(folder));
}

function commandOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
