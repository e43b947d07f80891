import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { FileStore } from '@tus/file-store';
import type { Upload } from '@tus/server';

/** Ids as tus makes them; they are names of files. */
export const UPLOAD_ID = /^[0-9a-f]{32}$/;

/** Metadata that says under which name an upload was placed in its library. */
const PLACED_AS = 'placedAs';

/** Unfinished uploads in a folder: the bytes in `<id>`, what is known of them in `<id>.json`. */
export class UploadStore extends FileStore {
  constructor(directory: string) {
    super({ directory });
    this.extensions = ['creation', 'creation-with-upload', 'termination'];
  }

  /** An upload that was placed counts as whole for a day more: its client may have missed the answer. */
  override async getUpload(id: string): Promise<Upload> {
    const known = await this.configstore.get(id);
    return known && isPlaced(known) ? known : super.getUpload(id);
  }

  /** Remembers that the bytes are in the library now. */
  async setPlaced(upload: Upload, name: string): Promise<void> {
    upload.metadata = { ...upload.metadata, [PLACED_AS]: name };
    upload.offset = upload.size ?? 0;
    await this.configstore.set(upload.id, upload);
  }

  /** Uploads whose bytes are all here, but not in their library yet. */
  async listWhole(): Promise<Upload[]> {
    const uploads = await Promise.all((await this.#ids()).map((id) => this.getUpload(id).catch(() => null)));
    return uploads.filter((upload) => upload !== null).filter((upload) => isWhole(upload) && !isPlaced(upload));
  }

  /** Removes what nobody has touched since. */
  async removeBefore(time: Date): Promise<void> {
    for (const id of await this.#ids()) {
      const files = [path.join(this.directory, id), path.join(this.directory, `${id}.json`)];
      const touched = await Promise.all(files.map(lastWritten));
      if (Math.max(...touched) < time.getTime()) await Promise.all(files.map((file) => rm(file, { force: true })));
    }
  }

  async #ids(): Promise<string[]> {
    const names = (await readdir(this.directory)).map((name) => name.replace(/\.json$/, ''));
    return [...new Set(names)].filter((id) => UPLOAD_ID.test(id));
  }
}

export function isPlaced({ metadata }: Pick<Upload, 'metadata'>): boolean {
  return typeof metadata?.[PLACED_AS] === 'string';
}

export function isWhole({ offset, size }: Pick<Upload, 'offset' | 'size'>): boolean {
  return offset === size;
}

function lastWritten(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
