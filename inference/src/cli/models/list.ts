import { readCatalogue } from '../../models/catalogue.ts';
import type { EncoderEntry } from '../../models/entry.ts';
import { findInstalled, installedIds } from '../../models/installed.ts';
import { ModelError } from '../../model-error.ts';
import { formatSize, parseCommand } from '../command-io.ts';
import type { CommandIo } from '../command-io.ts';

/** `models list`: the catalogue and whatever else is installed. */
export async function listCommand(argv: string[], io: CommandIo): Promise<number> {
  const { folder, isJson } = parseCommand(argv, {}, null);
  const ids = new Set([...readCatalogue().map((entry) => entry.id), ...(await installedIds(folder))]);
  const rows = await Promise.all([...ids].map((id) => describeEncoder(id, folder)));
  io.stdout.write(isJson ? `${JSON.stringify(rows, null, 2)}\n` : rows.map(show).join('\n'));
  return 0;
}

interface Row extends Pick<
  EncoderEntry,
  'id' | 'title' | 'kind' | 'dims' | 'languages' | 'licence' | 'recommendedUse'
> {
  readonly isInstalled: boolean;
  /** `null` where the catalogue does not know. */
  readonly sizeBytes: number | null;
  readonly warnings: readonly string[];
}

async function describeEncoder(id: string, folder: string): Promise<Row> {
  const installed = await findInstalled(id, folder).catch(ifMissing);
  const entry = installed?.entry ?? readCatalogue().find((candidate) => candidate.id === id)!;
  const sizes = entry.files.map((file) => file.sizeBytes);
  const sizeBytes = sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0);
  const { title, kind, dims, languages, licence, recommendedUse, warnings } = entry;
  return {
    id,
    title,
    kind,
    dims,
    languages,
    licence,
    recommendedUse,
    warnings,
    sizeBytes,
    isInstalled: installed !== undefined,
  };
}

function show(row: Row): string {
  const size = row.sizeBytes === null ? 'size unknown' : formatSize(row.sizeBytes);
  const state = row.isInstalled ? 'installed' : 'not installed';
  const facts = `${row.kind} · ${row.dims} wide · ${row.languages.join(', ')} · ${size} · ${row.licence}`;
  const warnings = row.warnings.map((warning) => `  ! ${warning}\n`).join('');
  return `${row.id}  [${state}]  ${row.title}\n  ${facts}\n  ${row.recommendedUse}\n${warnings}`;
}

function ifMissing(error: unknown): undefined {
  if (error instanceof ModelError && error.code === 'NOT_INSTALLED') return undefined;
  throw error;
}
