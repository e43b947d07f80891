import { dense, layerNorm, transformerBlock } from '../layers.ts';
import type { Scope } from '../parameters.ts';
import type { Value } from '../tape.ts';

/** The size of both towers. */
export const TOWERS = {
  /** Pixels along a side of the input. */
  imageSize: 96,
  patchSize: 16,
  width: 128,
  headCount: 4,
  imageBlockCount: 4,
  textBlockCount: 2,
  /** Tokens of a text; shorter ones are padded with id 0. */
  contextLength: 16,
  /** Width of the embeddings that both towers share. */
  dims: 256,
} as const;

const GRID = TOWERS.imageSize / TOWERS.patchSize;
/** Tokens of an image. */
const PATCH_COUNT = GRID * GRID;
/** The stem looks at 4 × 4 pixels, then joins 2 × 2 of those, and 2 × 2 again. */
const CELL = 4;
const CELLS_PER_PATCH = (TOWERS.patchSize / CELL) ** 2;
export const CELL_VALUES = CELL * CELL * 3;
export const CELL_COUNT = PATCH_COUNT * CELLS_PER_PATCH;

/** Where the pixel of each place in stem order lies in an image stored row by row: `offset[place]` in pixels. */
export function stemOrder(): Int32Array {
  const { imageSize, patchSize } = TOWERS;
  const order = new Int32Array(imageSize * imageSize);
  let place = 0;
  for (let patch = 0; patch < PATCH_COUNT; patch++) {
    for (let half = 0; half < 4; half++) {
      for (let quarter = 0; quarter < 4; quarter++) {
        for (let pixel = 0; pixel < CELL * CELL; pixel++) {
          const y = Math.floor(patch / GRID) * patchSize + (half >> 1) * 8 + (quarter >> 1) * 4 + (pixel >> 2);
          const x = (patch % GRID) * patchSize + (half & 1) * 8 + (quarter & 1) * 4 + (pixel & 3);
          order[place++] = y * imageSize + x;
        }
      }
    }
  }
  return order;
}

/** `pixels [n, 3, size, size]` to the stem's order `[n · CELL_COUNT, CELL_VALUES]`. */
export function toStemOrder(scope: Scope, pixels: Value): Value {
  const split = scope.tape.reshape(pixels, [-1, 3, GRID, 2, 2, CELL, GRID, 2, 2, CELL]);
  const ordered = scope.tape.transpose(split, [0, 2, 6, 3, 7, 4, 8, 5, 9, 1]);
  return scope.tape.reshape(ordered, [-1, CELL_VALUES]);
}

export interface Tower {
  /** Before the projection: `[n, width]`; what auxiliary heads read. */
  readonly features: Value;
  /** Unit embeddings `[n, dims]`. */
  readonly embedding: Value;
}

/** @param cells pixels in stem order, `[n · CELL_COUNT, CELL_VALUES]` */
export function imageTower(root: Scope, cells: Value): Tower {
  const scope = root.within('image');
  const { tape } = scope;
  const { width, headCount, imageBlockCount, dims } = TOWERS;
  const fine = tape.quickGelu(dense(scope.within('stem4'), cells, 32));
  const middle = tape.quickGelu(dense(scope.within('stem8'), tape.reshape(fine, [-1, 4 * 32]), 64));
  const patches = dense(scope.within('stem16'), tape.reshape(middle, [-1, 4 * 64]), width);
  const position = scope.parameter('position', [1, PATCH_COUNT, width], { deviation: 0.02 });
  let tokens = tape.add(tape.reshape(patches, [-1, PATCH_COUNT, width]), position);
  for (let block = 0; block < imageBlockCount; block++) {
    tokens = transformerBlock(scope.within(`block${block}`), tokens, headCount);
  }
  const features = layerNorm(scope.within('norm'), tape.mean(tokens, 1));
  const projected = tape.linear(features, scope.weight('projection', width, dims));
  return { features, embedding: tape.l2Normalize(projected) };
}

/** @param ids int64 `[n, contextLength]`, padded with 0 */
export function textTower(root: Scope, ids: Value, vocabularySize: number): Tower {
  const scope = root.within('text');
  const { tape } = scope;
  const { builder } = tape;
  const { width, headCount, textBlockCount, contextLength, dims } = TOWERS;
  const count = ids.shape[0];
  const isPadding = builder.op('Cast', [builder.op('Equal', [ids.name, builder.ints(0)])], { to: 1 });
  const present = builder.op('Sub', [builder.float(1), isPadding]);
  const tokenCount = builder.op('ReduceSum', [present, builder.ints(1)], { keepdims: 1 });
  const share = builder.op('Unsqueeze', [builder.op('Div', [present, tokenCount]), builder.ints(1)]);
  const blocked = builder.op('Mul', [builder.op('Unsqueeze', [isPadding, builder.ints(1, 2)]), builder.float(-1e4)]);
  const mask = tape.constant(blocked, [count, 1, 1, contextLength]);
  const table = scope.parameter('tokens', [vocabularySize, width], { deviation: 0.05 });
  const position = scope.parameter('position', [1, contextLength, width], { deviation: 0.02 });
  let tokens = tape.add(tape.gather(table, ids), position);
  for (let block = 0; block < textBlockCount; block++) {
    tokens = transformerBlock(scope.within(`block${block}`), tokens, headCount, mask);
  }
  const pooled = tape.matmul(tape.constant(share, [count, 1, contextLength]), tokens);
  const features = layerNorm(scope.within('norm'), tape.reshape(pooled, [-1, width]));
  const projected = tape.linear(features, scope.weight('projection', width, dims));
  return { features, embedding: tape.l2Normalize(projected) };
}
