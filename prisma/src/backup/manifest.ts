import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { BackupError } from './backup-error.ts';

/** Raised when programs that know an older format would misread a backup. */
const FORMAT = 1;
const FILE = 'manifest.json';
/** As `sha256sum --check` reads it. */
const CHECKSUM_FILE = 'manifest.sha256';

/** Names of files are made of these; none leaves the backup's folder. */
const name = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const storedFile = z.strictObject({
  /** Below the backup's folder, with `/` between its parts. */
  path: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/),
  sizeBytes: z.int().nonnegative(),
  /** Of the file as it lies there, lower-case hex. */
  sha256,
});

const manifest = z.strictObject({
  format: z.literal(FORMAT),
  /** Version of the product that made the backup. */
  productVersion: z.string(),
  createdAt: z.iso.datetime(),
  /** The product's data folder, where videos of libraries without a folder of their own lie. */
  dataFolder: z.string(),
  /** Migrations that the database had, in order. */
  migrations: z.array(z.strictObject({ name, checksum: sha256 })).min(1),
  /** Rows in PostgreSQL's binary COPY format, in the order of their primary key, compressed with Zstandard. */
  tables: z.array(
    z.strictObject({ name, columns: z.array(z.string()).min(1), rowCount: z.int().nonnegative(), file: storedFile }),
  ),
  /** Encoders that do not come with the product, by id. */
  encoders: z.array(z.strictObject({ id: name, files: z.array(storedFile) })),
});

/** What a backup holds. */
export type Manifest = z.infer<typeof manifest>;
export type StoredFile = z.infer<typeof storedFile>;
export type StoredTable = Manifest['tables'][number];
export type StoredEncoder = Manifest['encoders'][number];

export function filesOf({ tables, encoders }: Manifest): StoredFile[] {
  return [...tables.map(({ file }) => file), ...encoders.flatMap(({ files }) => files)];
}

/** Writes the manifest and its checksum: what makes a folder a backup. */
export async function writeManifest(folder: string, content: Omit<Manifest, 'format'>): Promise<Manifest> {
  const whole = { format: FORMAT, ...content } as const;
  const text = `${JSON.stringify(whole, null, 2)}\n`;
  await writeFile(path.join(folder, FILE), text, { flush: true });
  await writeFile(path.join(folder, CHECKSUM_FILE), checksumLine(text), { flush: true });
  return whole;
}

/** @throws {BackupError} NOT_A_BACKUP, DAMAGED, UNKNOWN_VERSION */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, FILE), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const remedy = 'name the folder that npm run backup has written';
    throw new BackupError('NOT_A_BACKUP', `${folder} holds no ${FILE} (${cause.code}); ${remedy}`, { cause });
  });
  const checksum = await readFile(path.join(folder, CHECKSUM_FILE), 'utf8').catch(() => null);
  if (checksum === null) throw damagedError(path.join(folder, CHECKSUM_FILE), 'is missing');
  if (checksum !== checksumLine(text)) throw damagedError(path.join(folder, FILE), `does not fit ${CHECKSUM_FILE}`);
  const parsed = manifest.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [{ path: field, message }] = parsed.error.issues;
  const remedy = 'install the version that made it, or a newer one';
  throw new BackupError(
    'UNKNOWN_VERSION',
    `${folder}/${FILE} is not understood (${field.join('.')}: ${message}); ${remedy}`,
  );
}

function checksumLine(text: string): string {
  return `${createHash('sha256').update(text).digest('hex')}  ${FILE}\n`;
}

export function damagedError(file: string, problem: string, options?: ErrorOptions): BackupError {
  return new BackupError(
    'DAMAGED',
    `${file} ${problem}; copy the backup again from where it was made, or take another`,
    options,
  );
}
