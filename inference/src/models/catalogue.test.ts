import { describe, expect, test } from '@jest/globals';
import { catalogueEntry, readCatalogue } from './catalogue.ts';
import { encoderIdentity } from './digest.ts';
import { encoderEntry } from './entry.ts';

describe('readCatalogue', () => {
  test('offers the bundled encoder, CLIP in two precisions and a multilingual encoder', () => {
    const entries = readCatalogue();
    expect(entries.map((entry) => entry.id)).toEqual(
      expect.arrayContaining(['workbench', 'clip-vit-b32', 'clip-vit-b32-int8', 'clip-vit-b16']),
    );
    expect(entries.some((entry) => entry.languages.includes('ja'))).toBe(true);
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
  });

  test('says where a checksum comes from and warns about every encoder', () => {
    for (const entry of readCatalogue().filter((candidate) => candidate.source !== null)) {
      expect(entry.files.every((file) => file.provenance !== undefined)).toBe(true);
      expect(entry.warnings.join(' ')).toMatch(/bias/);
    }
  });
});

describe('catalogueEntry', () => {
  test('lists the known ids for an unknown one', () => {
    expect(() => catalogueEntry('clip')).toThrow(/unknown encoder "clip"; known: workbench, /);
  });
});

describe('encoderEntry', () => {
  const clip = catalogueEntry('clip-vit-b32');

  test.each([
    [{ id: '../x' }, 'id'],
    [{ files: [{ name: '../x', sizeBytes: null, sha256: null }] }, 'files'],
    [{ text: { ...clip.text, file: 'other.onnx' } }, 'not among the files'],
    [{ image: { ...clip.image, framesPerEmbedding: 8 } }, 'framesPerEmbedding 1'],
    [{ files: clip.files.map(({ name }) => ({ name, sizeBytes: null, sha256: null })) }, 'provenance note'],
  ])('refuses %j', (change, problem) => {
    expect(() => encoderEntry.parse({ ...clip, ...change })).toThrow(problem);
  });
});

describe('encoderIdentity', () => {
  const clip = catalogueEntry('clip-vit-b32');
  const digestOf = (change: Partial<typeof clip>): string => encoderIdentity({ ...clip, ...change }).digest;
  const digest = encoderIdentity(clip).digest;

  test('does not depend on names, titles and batch sizes', () => {
    expect(digestOf({ title: 'x', id: 'other', image: { ...clip.image, batchSize: 3 } })).toBe(digest);
  });

  test('depends on bytes, preprocessing and tokens', () => {
    const files = clip.files.with(0, { ...clip.files[0], sha256: '0'.repeat(64) });
    const others = [
      digestOf({ files }),
      digestOf({ image: { ...clip.image, fit: 'squash' } }),
      digestOf({ image: { ...clip.image, mean: [0, 0, 0] } }),
      digestOf({ image: { ...clip.image, std: [1, 1, 1] } }),
      digestOf({ image: { ...clip.image, width: 225 } }),
      digestOf({ text: { ...clip.text, cleaning: 'none' } }),
      digestOf({ text: { ...clip.text, contextLength: 76 } }),
      digestOf({ text: { ...clip.text, padding: { ...clip.text.padding, id: 1 } } }),
    ];
    expect(new Set([digest, ...others]).size).toBe(1 + others.length);
  });
});
