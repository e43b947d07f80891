/** Token rows of one length that run together. */
export interface TokenBatch {
  /** Positions of the rows in the caller's list. */
  readonly indices: readonly number[];
  /** Tokens per row. */
  readonly length: number;
  /** `[rows, length]` token ids, padded. */
  readonly ids: Float64Array;
  /** `[rows, length]`, 1 for a token, 0 for padding. */
  readonly mask: Float64Array;
}

export interface TokenBatchOptions {
  /** Length of every row; where left out, only texts of equal length share a batch and nothing is padded. */
  readonly paddedLength: number | undefined;
  readonly padId: number;
  /** Most rows of a batch. */
  readonly batchSize: number;
}

/** Groups texts by length and cuts the groups into batches. */
export function batchTokens(tokens: readonly (readonly number[])[], options: TokenBatchOptions): TokenBatch[] {
  const groups = Map.groupBy(tokens.keys(), (index) => options.paddedLength ?? tokens[index].length);
  return [...groups].flatMap(([length, indices]) =>
    chunks(indices, options.batchSize).map((chunk) => fill(tokens, chunk, length, options.padId)),
  );
}

function chunks(indices: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(indices.length / size) }, (_, n) => indices.slice(n * size, (n + 1) * size));
}

function fill(
  tokens: readonly (readonly number[])[],
  indices: readonly number[],
  length: number,
  padId: number,
): TokenBatch {
  const ids = new Float64Array(indices.length * length).fill(padId);
  const mask = new Float64Array(ids.length);
  indices.forEach((index, row) => {
    ids.set(tokens[index], row * length);
    mask.fill(1, row * length, row * length + tokens[index].length);
  });
  return { indices, length, ids, mask };
}
