/**
 * Files that are not what they seem, under the names of videos: the same ones for the same seed. None needs much room on
 * the disk; the largest only claim to be large.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mixSeeds, randomIndex, seededRandom, type Random } from '../../inference/src/training/random.ts';
import { writeVideo } from '../../inference/src/adapters/video/write-video.ts';
import { boxDamage, wordDamage } from './box-damage.ts';
import { claims } from './claims.ts';
import { disguises } from './disguises.ts';
import { writeOddities } from './oddities.ts';
import { playlists } from './playlists.ts';

export interface HostileFile {
  /** What is wrong with it, in a word. */
  readonly family: string;
  readonly path: string;
}

export interface CorpusOptions {
  readonly seed: number;
  /** Port on this machine that every address in the files leads to. */
  readonly port: number;
  /** How often what is drawn by chance is drawn. Default 1. */
  readonly rounds?: number;
}

const SIZE = { width: 64, height: 48, fps: 10 };
const FRAME_COUNT = 12;
const FLIPS_EACH = 8;
const CUTS_EACH = 8;

/** Containers that {@link writeVideo} can write, each damaged in the same ways. */
const CONTAINERS = ['mp4', 'mov', 'mkv', 'avi', 'ts', 'flv', 'wmv', 'mpg'] as const;

/** Writes all of them into an empty folder. @returns 500 and more, always in the same order */
export async function writeCorpus(folder: string, { seed, port, rounds = 1 }: CorpusOptions): Promise<HostileFile[]> {
  const sources = await writeSources(path.join(folder, 'sound'));
  const mp4 = sources.get('a.mp4')!;
  const files = [...sources.keys()].map((name) => ({ family: 'sound', path: path.join(folder, 'sound', name) }));
  const write = (family: string, name: string, bytes: Uint8Array | string) => {
    mkdirSync(path.join(folder, family), { recursive: true });
    files.push({ family, path: path.join(folder, family, name) });
    writeFileSync(files.at(-1)!.path, bytes);
  };
  for (let round = 0; round < rounds; round++) {
    const random = seededRandom(mixSeeds(seed, round));
    for (const [name, bytes] of sources) {
      flips(bytes, random).forEach((flipped, index) => write('flipped', `${round}-${index}-${name}`, flipped));
      cuts(bytes, random).forEach((cut, index) => write('cut', `${round}-${index}-${name}`, cut));
    }
    for (const { name, bytes } of wordDamage(mp4, random)) write('words', `${round}-${name}.mp4`, bytes);
  }
  for (const [name, bytes] of sources) write('misnamed', `${name}.m3u8`, bytes);
  for (const { name, bytes } of boxDamage(mp4)) write('boxes', `${name}.mp4`, bytes);
  for (const [name, bytes] of Object.entries(claims(mp4, port))) write('claims', name, bytes);
  for (const [name, text] of Object.entries(playlists(port))) write('playlists', name, text);
  for (const [name, bytes] of Object.entries(disguises(mp4))) write('disguised', name, bytes);
  const odd = path.join(folder, 'odd');
  mkdirSync(odd);
  return [...files, ...writeOddities(odd, mp4).map((file) => ({ family: 'odd', path: file }))];
}

async function writeSources(folder: string): Promise<Map<string, Uint8Array>> {
  const sources = new Map<string, Uint8Array>();
  for (const container of CONTAINERS) {
    const file = path.join(folder, `a.${container}`);
    await writeVideo(file, SIZE, pictures());
    sources.set(path.basename(file), readFileSync(file));
  }
  return sources;
}

function* pictures(): Generator<Uint8Array> {
  const random = seededRandom(1);
  for (let index = 0; index < FRAME_COUNT; index++) {
    yield Uint8Array.from({ length: SIZE.width * SIZE.height * 3 }, (_, at) => (at + index * 9 + 20 * random()) % 256);
  }
}

/** Ever more bits flipped; every other time only near the beginning, where the headers are. */
function flips(bytes: Uint8Array, random: Random): Uint8Array[] {
  return Array.from({ length: FLIPS_EACH }, (_, index) => {
    const flipped = Uint8Array.from(bytes);
    const reach = index % 2 === 0 ? bytes.length : Math.min(bytes.length, 1200);
    for (let i = 0; i < 2 ** Math.floor(index / 3); i++)
      flipped[randomIndex(random, reach)] ^= 1 << randomIndex(random, 8);
    return flipped;
  });
}

function cuts(bytes: Uint8Array, random: Random): Uint8Array[] {
  const few = [2, 7, 16, 40];
  const ends = [bytes.length - 1, bytes.length - 100];
  const between = Array.from({ length: CUTS_EACH - few.length - ends.length }, () => randomIndex(random, bytes.length));
  return [...few, ...between, ...ends].map((length) => bytes.subarray(0, length));
}
