import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TextSpec } from '../../models/entry.ts';
import { GraphBuilder } from '../../onnx/graph-builder.ts';
import type { Dimension } from '../../onnx/graph-builder.ts';
import { openTextEncoder } from './text-encoder.ts';

const SPEC: TextSpec = {
  file: 'tower.onnx',
  tokenizer: 'tokenizer.json',
  contextLength: 4,
  cleaning: 'none',
  batchSize: 2,
  padding: { id: 9, to: 'context' },
};
const IDENTITY = { id: 'test', digest: 'd', dims: 4, logitScale: 100 };
const WORDS = { one: 1, two: 2, three: 3, unknown: 0 };

let folder: string;
let tokenizer: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'text-encoder-'));
  tokenizer = path.join(folder, 'tokenizer.json');
  const model = { type: 'WordLevel', vocab: WORDS, unk_token: 'unknown' };
  const rest = { added_tokens: [], normalizer: null, pre_tokenizer: { type: 'Whitespace' }, post_processor: null };
  await writeFile(tokenizer, JSON.stringify({ version: '1.0', ...rest, decoder: null, model }));
});
afterAll(() => rm(folder, { recursive: true }));

/** A tower that hands out the sum of its inputs. */
async function summing(
  inputs: readonly string[],
  type: 'int32' | 'int64',
  shape: readonly Dimension[],
): Promise<string> {
  const graph = new GraphBuilder();
  const floats = inputs.map((name) => graph.op('Cast', [graph.input(name, type, shape)], { to: 1 }));
  const sum = floats.reduce((left, right) => graph.op('Add', [left, right]));
  graph.node('Identity', [sum], ['text_embeds']);
  graph.output('text_embeds', 'float32', [shape[0], 'D']);
  const file = path.join(folder, `${inputs.join('-')}-${type}-${shape.join('x')}.onnx`);
  await writeFile(file, graph.build());
  return file;
}

const open = async (model: Promise<string>, spec = SPEC, identity = IDENTITY) =>
  openTextEncoder({ model: await model, tokenizer }, spec, identity);

function expectClose(found: Float32Array, rows: readonly (readonly number[])[]): void {
  const expected = rows.flatMap((row) => row.map((value) => value / Math.hypot(...row)));
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, index) => expect(found[index]).toBeCloseTo(value, 5));
}

describe('openTextEncoder', () => {
  test.each(['int32', 'int64'] as const)('pads %s ids to the context', async (type) => {
    const encoder = await open(summing(['input_ids'], type, ['N', 'L']));
    expectClose(await encoder.encode(['one two', 'three', 'one two three two']), [
      [1, 2, 9, 9],
      [3, 9, 9, 9],
      [1, 2, 3, 2],
    ]);
    await encoder.close();
  });

  test('fills an attention mask and token types where the graph wants them', async () => {
    const encoder = await open(summing(['input_ids', 'attention_mask', 'token_type_ids'], 'int64', ['N', 'L']));
    expectClose(await encoder.encode(['one two']), [[2, 3, 9, 9]]);
    await encoder.close();
  });

  test('runs texts of equal length together, unpadded, and keeps their order', async () => {
    const spec = { ...SPEC, padding: { id: 9, to: 'none' as const } };
    const encoder = await open(summing(['input_ids'], 'int64', ['N', 'L']), spec, { ...IDENTITY, dims: 2 });
    expectClose(await encoder.encode(['one two', 'two one', 'three three', 'three one']), [
      [1, 2],
      [2, 1],
      [3, 3],
      [3, 1],
    ]);
    await encoder.close();
  });

  test('fits a graph with fixed axes', async () => {
    const spec = { ...SPEC, padding: { id: 9, to: 'none' as const } };
    const encoder = await open(summing(['input_ids'], 'int64', [3, 4]), spec);
    expect(await encoder.encode(['one', 'two', 'three', 'one two'])).toHaveLength(16);
    await encoder.close();
  });

  test('refuses a prompt longer than the context and says how long it is', async () => {
    const encoder = await open(summing(['input_ids'], 'int64', ['N', 'L']));
    const text = 'one two three one two';
    await expect(encoder.encode(['one', text])).rejects.toMatchObject({
      name: 'PromptTooLongError',
      text,
      tokenCount: 5,
      contextLength: 4,
      message: `prompt too long: 5 tokens, the encoder takes 4; shorten "${text}"`,
    });
    expect(encoder.countTokens(text)).toEqual({ tokenCount: 5, contextLength: 4 });
    await encoder.close();
  });

  test('stops between batches', async () => {
    const encoder = await open(summing(['input_ids'], 'int64', ['N', 'L']));
    await expect(encoder.encode(['one'], { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    await encoder.close();
  });

  test('refuses inputs it cannot fill and contexts that do not fit', async () => {
    await expect(open(summing(['input_ids', 'position_ids'], 'int64', ['N', 'L']))).rejects.toThrow(
      'cannot fill input position_ids',
    );
    await expect(open(summing(['input_ids'], 'int64', ['N', 3]))).rejects.toThrow('takes 3 tokens, the entry says 4');
  });

  test('names a tokenizer that is none', async () => {
    const wrong = path.join(folder, 'wrong.json');
    await writeFile(wrong, '{');
    const model = await summing(['input_ids'], 'int64', ['N', 'L']);
    await expect(openTextEncoder({ model, tokenizer: wrong }, SPEC, IDENTITY)).rejects.toThrow(
      `${wrong}: not a readable`,
    );
  });
});
