import { ModelError } from '../model-error.ts';
import type { Abortable } from '../ports.ts';
import { readCatalogue } from './catalogue.ts';
import { encoderEntry } from './entry.ts';
import { installEncoder } from './install.ts';
import { readEntry } from './installed.ts';
import type { InstalledEncoder } from './installed.ts';
import { modelsFolder } from './models-folder.ts';
import { selfCheck } from './self-check.ts';

export interface ImportOptions extends Abortable {
  /** Instead of the id in `encoder.json`. */
  readonly id?: string | undefined;
  readonly folder?: string;
}

/**
 * Installs an encoder exported elsewhere, after both towers have run once.
 * @param source folder with the ONNX files, `tokenizer.json` and an `encoder.json`; checksums may be `null`
 * @throws {ModelError} INVALID for a missing or wrong `encoder.json` or graphs that do not fit it, ALREADY_INSTALLED for
 * an id of the catalogue
 */
export async function importEncoder(source: string, options: ImportOptions = {}): Promise<InstalledEncoder> {
  const { folder = modelsFolder(), id, signal } = options;
  const found = await readEntry(source);
  if (!found) throw new ModelError('INVALID', `${source}: no encoder.json there; describe the encoder in one`);
  const { bundled: _, ...rest } = found;
  const parsed = encoderEntry.safeParse({ ...rest, id: id ?? found.id });
  if (!parsed.success) throw new ModelError('INVALID', `invalid id "${id}": lower-case letters, digits, ".", "_", "-"`);
  const entry = parsed.data;
  if (readCatalogue().some((candidate) => candidate.id === entry.id))
    throw new ModelError('ALREADY_INSTALLED', `"${entry.id}" is an encoder of the catalogue; give another --id`);
  await selfCheck({ entry, folder: source }, { signal });
  const home = await installEncoder(entry, { folder, from: source, signal });
  return { entry: (await readEntry(home))!, folder: home };
}
