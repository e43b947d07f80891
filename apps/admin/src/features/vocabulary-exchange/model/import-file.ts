import { toBase64 } from '../../../lib/base64.ts';

/** A file to be imported, as the API takes it. */
export interface ImportFile {
  readonly name: string;
  /** Base64. */
  readonly content: string;
  /** Tells it from any other one that was chosen. */
  readonly key: string;
}

/** The largest file that is taken, in bytes. */
export const MAX_BYTES = 20_000_000;
export const EXTENSIONS = ['.csv', '.tsv', '.txt', '.xlsx', '.ttl', '.jsonld', '.json'] as const;

let count = 0;

export async function readFile(file: File): Promise<ImportFile> {
  return importFile(file.name, new Uint8Array(await file.arrayBuffer()));
}

/** Pasted lines, with tabs as a table, with none as a label a line. */
export function pastedFile(text: string, name: string): ImportFile {
  return importFile(`${name}${text.includes('\t') ? '.tsv' : '.txt'}`, new TextEncoder().encode(text));
}

function importFile(name: string, bytes: Uint8Array): ImportFile {
  count += 1;
  return { name, content: toBase64(bytes), key: `${count} ${name} ${bytes.length}` };
}
