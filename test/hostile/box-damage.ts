import { randomItem, type Random } from '../../inference/src/training/random.ts';

export interface Damage {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A box of an MP4 file: `size` and four letters, then what is in it. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const CONTAINERS = new Set(['moov', 'trak', 'edts', 'mdia', 'minf', 'dinf', 'stbl', 'udta']);
const SIZES = [0, 1, 7, 0xffff_ffff];
const VALUES = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
const WORD_DAMAGE_COUNT = 70;

/** All boxes of a file, those within others too, in the order they lie in it. */
export function boxesOf(bytes: Uint8Array, start = 0, end = bytes.length): Box[] {
  const boxes: Box[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = start; at + 8 <= end;) {
    const found = { type: latin1(bytes.subarray(at + 4, at + 8)), start: at, end: at + view.getUint32(at) };
    boxes.push(found);
    if (CONTAINERS.has(found.type)) boxes.push(...boxesOf(bytes, found.start + 8, found.end));
    at = Math.max(at + 8, found.end);
  }
  return boxes;
}

/** The file with one 32-bit word of it changed. */
export function withWord(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  new DataView(changed.buffer).setUint32(at, value);
  return changed;
}

/** Every box with sizes it cannot have. */
export function boxDamage(bytes: Uint8Array): Damage[] {
  return boxesOf(bytes).flatMap(({ type, start }) =>
    SIZES.map((size) => ({ name: `${type}-${start}-size-${size}`, bytes: withWord(bytes, start, size) })),
  );
}

/** Words near the beginning of boxes, drawn by chance, with the extremes. */
export function wordDamage(bytes: Uint8Array, random: Random): Damage[] {
  const leaves = boxesOf(bytes).filter(
    ({ type, start, end }) => !CONTAINERS.has(type) && type !== 'mdat' && end - start > 12,
  );
  return Array.from({ length: WORD_DAMAGE_COUNT }, (_, index) => {
    const { type, start, end } = randomItem(random, leaves);
    const offset = 8 + 4 * Math.floor(random() * Math.min(12, (end - start - 8) / 4));
    const value = randomItem(random, VALUES);
    return { name: `${index}-${type}-at-${offset}-${value}`, bytes: withWord(bytes, start + offset, value) };
  });
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
