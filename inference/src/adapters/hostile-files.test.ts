import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createCanvas } from '@napi-rs/canvas';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { EmbeddingFileError } from '../embedding-file-error.ts';
import { VideoError } from '../video-error.ts';
import { VocabularyError } from '../vocabulary-error.ts';
import { formatNpy } from './embeddings/npy.ts';
import { parseEmbeddings, readEmbeddings } from './embeddings/read-embeddings.ts';
import { formatSafetensors } from './embeddings/safetensors.ts';
import { readImage } from './video/read-image.ts';
import { readDocument } from './vocabulary/read-document.ts';
import { readVocabulary } from './vocabulary/read-vocabulary.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'actionary-files-'));
const at = (name: string) => path.join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SEED = 20_260_801;

/** A file as it should be, with some bytes changed and perhaps cut off or continued. */
function damagedOf(sound: Uint8Array): fc.Arbitrary<Uint8Array> {
  const changes = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 6 });
  const length = fc.oneof(fc.constant(sound.length), fc.nat(sound.length));
  return fc.tuple(changes, length, fc.uint8Array({ maxLength: 40 })).map(([changed, end, tail]) => {
    const bytes = Uint8Array.from(sound);
    for (const [index, value] of changed) bytes[index] = value;
    return Buffer.concat([bytes.subarray(0, end), tail]);
  });
}

/** The error a call ends with, if it does. */
async function failureOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
    return null;
  } catch (error) {
    return error;
  }
}

/** Nothing but success or a one-line error of this kind that begins with the path. */
function expectProper(failure: unknown, kind: new (...args: never[]) => Error, file: string): void {
  if (failure === null) return;
  expect(failure).toBeInstanceOf(kind);
  const { message } = failure as Error;
  expect(message.startsWith(file)).toBe(true);
  expect(message).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
}

describe('embedding files', () => {
  const tensor = { shape: [3, 4], data: Float32Array.from({ length: 12 }, (_, index) => index + 1) };
  const npy = formatNpy(tensor);
  const samples = [
    npy,
    zipSync({ 'a.npy': npy }),
    zipSync({ 'a.npy': npy, 'b.npy': npy }),
    formatSafetensors({ a: tensor }),
  ];

  test('are read or refused, whatever bytes of them are changed', async () => {
    const anyOf = fc.oneof(...samples.map(damagedOf));
    await fc.assert(
      fc.asyncProperty(anyOf, async (bytes) => {
        expectProper(await failureOf(() => parseEmbeddings(bytes, 'rows.npy')), EmbeddingFileError, 'rows.npy');
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  test('are read or refused, whatever their headers claim', async () => {
    const sizes = fc.array(fc.oneof(fc.nat(4), fc.maxSafeNat(), fc.constantFrom(-1, 2 ** 31, 2 ** 53)), {
      maxLength: 4,
    });
    const types = fc.constantFrom('<f4', '<f2', '>f4', '|O', '<U9', 'F32', 'F16', 'BF16', '__proto__');
    const header = fc.tuple(sizes, types, fc.boolean(), sizes);
    await fc.assert(
      fc.asyncProperty(header, async ([shape, type, isFortran, offsets]) => {
        const order = isFortran ? 'True' : 'False';
        const dictionary = `{'descr': '${type}', 'fortran_order': ${order}, 'shape': (${shape.join(', ')},), }`;
        const claimed = Buffer.concat([
          npy.subarray(0, 8),
          Buffer.from([dictionary.length, 0]),
          Buffer.from(dictionary),
        ]);
        const json = Buffer.from(JSON.stringify({ a: { dtype: type, shape, data_offsets: offsets } }));
        const length = Buffer.from(BigUint64Array.of(BigInt(json.length)).buffer);
        for (const bytes of [claimed, Buffer.concat([length, json, Buffer.alloc(16)])]) {
          expectProper(await failureOf(() => parseEmbeddings(bytes, 'rows')), EmbeddingFileError, 'rows');
        }
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  test('are refused where they are too large, devices or pipes', async () => {
    writeFileSync(at('sparse.npy'), npy);
    truncateSync(at('sparse.npy'), 5e9);
    for (const file of [at('sparse.npy'), folder, '/dev/null', `${at('a')}\0`]) {
      const failure = await failureOf(() => readEmbeddings(file));
      expect(failure).not.toBeNull();
      expect(failure).toBeInstanceOf(EmbeddingFileError);
    }
  });
});

describe('vocabulary files', () => {
  const table = 'id,prefLabel@en,altLabel@en,parent,notation\n1,fold box,"fold|close",,A1\n2,tape box,,1,A2\n';
  const turtle =
    '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<urn:a> a skos:Concept ; skos:prefLabel "fold"@en .\n';
  const json = { concepts: [{ id: 'a', prefLabel: { en: 'fold' }, altLabel: ['x'] }] };
  const skos = 'http://www.w3.org/2004/02/skos/core#';
  const linked = {
    '@context': { '@vocab': skos },
    '@id': 'urn:a',
    '@type': 'Concept',
    prefLabel: { '@value': 'a', '@language': 'en' },
  };
  const samples: readonly (readonly [extension: string, content: string])[] = [
    ['csv', table],
    ['tsv', table.replaceAll(',', '\t')],
    ['ttl', turtle],
    ['json', JSON.stringify(json)],
    ['jsonld', JSON.stringify(linked)],
    ['txt', 'fold box\ntape box\n'],
    ['xlsx', 'PK\x03\x04'],
  ];

  test.each(samples)('%s: are read or refused, whatever bytes of them are changed', async (extension, content) => {
    const file = `words.${extension}`;
    await fc.assert(
      fc.asyncProperty(damagedOf(Buffer.from(content, 'latin1')), async (bytes) => {
        expectProper(await failureOf(() => readDocument(bytes, file)), VocabularyError, file);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test.each(['json', 'jsonld'])('%s: are read or refused, whatever values they hold', async (extension) => {
    const file = `words.${extension}`;
    const key = fc.constantFrom(
      'concepts',
      'id',
      'prefLabel',
      '@id',
      '@type',
      '@graph',
      '@context',
      '__proto__',
      'broader',
      'status',
    );
    const value = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, 1, -1e300, '', 'a', 'constructor', 'http://127.0.0.1/context'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    await fc.assert(
      fc.asyncProperty(value, async (content) => {
        const bytes = Buffer.from(JSON.stringify(content));
        expectProper(await failureOf(() => readDocument(bytes, file)), VocabularyError, file);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test.each([
    ['json', '['.repeat(200_000)],
    ['json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['json', `{"concepts":[${'{"prefLabel":'.repeat(5000)}1${'}'.repeat(5000)}]}`],
    ['jsonld', `${'{"@graph":['.repeat(20_000)}${']}'.repeat(20_000)}`],
    ['ttl', `<urn:a> <urn:b> ${'('.repeat(100_000)}`],
    ['ttl', `<urn:a> <urn:b> ${'[<urn:c> '.repeat(50_000)}`],
    ['csv', `prefLabel@en\n"${'x'.repeat(500_000)}`],
    ['csv', ','.repeat(1_000_000)],
    ['txt', '\n'.repeat(1_000_000)],
  ])('%s: are refused or read where they are deep or long (%#)', async (extension, content) => {
    const file = `words.${extension}`;
    expectProper(await failureOf(() => readDocument(Buffer.from(content), file)), VocabularyError, file);
  });

  test('are refused where they are folders or claim to be huge', async () => {
    writeFileSync(at('sparse.csv'), table);
    truncateSync(at('sparse.csv'), 5e9);
    for (const file of [at('sparse.csv'), folder, at('missing.csv'), `${at('a')}\0.csv`]) {
      expect(await failureOf(() => readVocabulary(file))).toBeInstanceOf(VocabularyError);
    }
  });
});

describe('pictures', () => {
  const geometry = { width: 8, height: 8, fit: 'crop' } as const;
  const canvas = createCanvas(16, 16);
  canvas.getContext('2d').fillRect(2, 2, 9, 9);
  const samples = [canvas.toBuffer('image/png'), canvas.toBuffer('image/jpeg'), canvas.toBuffer('image/webp')];

  test('are read or refused, whatever bytes of them are changed', async () => {
    const file = at('picture.png');
    await fc.assert(
      fc.asyncProperty(fc.oneof(...samples.map(damagedOf)), async (bytes) => {
        writeFileSync(file, bytes);
        expectProper(await failureOf(() => readImage(file, geometry)), VideoError, file);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test('are refused where they are drawings, or too large', async () => {
    writeFileSync(at('drawing.png'), '\ufeff \n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>');
    await expect(readImage(at('drawing.png'), geometry)).rejects.toMatchObject({ code: 'REFUSED' });
    writeFileSync(at('sparse.png'), samples[0]);
    truncateSync(at('sparse.png'), 5e9);
    await expect(readImage(at('sparse.png'), geometry)).rejects.toMatchObject({ code: 'LIMIT' });
  });
});
