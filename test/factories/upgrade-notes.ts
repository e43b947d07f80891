import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A line of docs/upgrades.md. */
export interface UpgradeNote {
  /** The migration's folder. */
  readonly name: string;
  readonly cost: string;
  /** What programs of the release before do until they are stopped: `go on …` or `stop them first …`. */
  readonly meanwhile: string;
}

export async function readUpgradeNotes(): Promise<UpgradeNote[]> {
  const text = await readFile(path.join(import.meta.dirname, '../../docs/upgrades.md'), 'utf8');
  const lines = text.matchAll(/^\| `(\d{14}_\w+)` *\|(.*)\|(.*)\|$/gm);
  return [...lines].map(([, name = '', cost = '', meanwhile = '']) => ({
    name,
    cost: cost.trim(),
    meanwhile: meanwhile.trim(),
  }));
}
