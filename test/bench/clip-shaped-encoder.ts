import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { catalogueEntry } from '../../inference/src/models/catalogue.ts';
import { fileFacts } from '../../inference/src/models/download.ts';
import type { EncoderEntry } from '../../inference/src/models/entry.ts';
import { ENTRY_FILE } from '../../inference/src/models/installed.ts';
import type { InstalledEncoder } from '../../inference/src/models/installed.ts';
import { VIT_B32, writeClipShaped } from './clip-shaped.ts';
import type { ClipShape } from './clip-shaped.ts';

/**
 * Installs a CLIP-shaped encoder with random weights below a models folder, with a tokenizer that knows characters only.
 * @param folder where `clip-shaped/` goes; kept for the next time
 */
export async function installClipShaped(
  folder: string = path.join(os.tmpdir(), 'actionary-bench-models'),
  shape: ClipShape = VIT_B32,
): Promise<InstalledEncoder> {
  const home = path.join(folder, 'clip-shaped');
  const files = ['vision_model.onnx', 'text_model.onnx'];
  if (!files.every((name) => existsSync(path.join(home, name)))) await writeClipShaped(home, shape);
  await writeFile(path.join(home, 'tokenizer.json'), JSON.stringify(characterTokenizer(shape.vocabularySize)));
  const facts = [...files, 'tokenizer.json'].map(async (name) => ({
    name,
    ...(await fileFacts(path.join(home, name))),
  }));
  const entry = describe(shape, await Promise.all(facts));
  await writeFile(path.join(home, ENTRY_FILE), JSON.stringify(entry, null, 2));
  return { entry, folder: home };
}

function describe(shape: ClipShape, files: EncoderEntry['files']): EncoderEntry {
  const clip = catalogueEntry('clip-vit-b32');
  return {
    ...clip,
    id: 'clip-shaped',
    title: 'Random weights in the shape of CLIP',
    dims: shape.dims,
    source: null,
    files,
    image: { ...clip.image, width: shape.imageSize, height: shape.imageSize },
    text: { ...clip.text, contextLength: shape.contextLength },
  };
}

/** CLIP's frame of start and end marks around single characters, made here so that nothing has to be fetched. */
function characterTokenizer(vocabularySize: number): object {
  const end = vocabularySize - 1;
  const start = end - 1;
  const characters = [...'abcdefghijklmnopqrstuvwxyz0123456789.,!?\'"&-'];
  const vocabulary = [
    ...characters.map((character, index) => [character, index] as const),
    ...characters.map((character, index) => [`${character}</w>`, 256 + index] as const),
    ['<|startoftext|>', start] as const,
    ['<|endoftext|>', end] as const,
  ];
  const special = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [
      { id: start, content: '<|startoftext|>', ...special },
      { id: end, content: '<|endoftext|>', ...special },
    ],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: {
      type: 'RobertaProcessing',
      sep: ['<|endoftext|>', end],
      cls: ['<|startoftext|>', start],
      trim_offsets: false,
      add_prefix_space: false,
    },
    decoder: null,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: '<|endoftext|>',
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(vocabulary),
      merges: [],
    },
  };
}
