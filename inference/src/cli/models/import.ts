import { importEncoder } from '../../models/import.ts';
import { parseCommand } from '../command-io.ts';
import type { CommandIo } from '../command-io.ts';

/** `models import FOLDER`: installs an encoder exported elsewhere. */
export async function importCommand(argv: string[], io: CommandIo): Promise<number> {
  const { values, argument, folder } = parseCommand(argv, { id: { type: 'string' } }, 'folder');
  const { entry, folder: home } = await importEncoder(argument, { folder, id: values.id, signal: io.signal });
  io.stdout.write(`${entry.id} (${entry.kind}, ${entry.dims} wide) is installed in ${home}\n`);
  return 0;
}
