import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { demoVideo } from '../factories/demo.ts';

/** A video's bytes, and what they are known by. */
export interface NumberedCopy {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

/** A demo's video with a number in a box that players pass over: another content with the same pictures. */
export async function numberedCopy(station: string, number: number): Promise<NumberedCopy> {
  const box = Buffer.alloc(16);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4, 'latin1');
  box.writeDoubleBE(number, 8);
  const bytes = new Uint8Array(Buffer.concat([await readFile(demoVideo(station)), box]));
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
