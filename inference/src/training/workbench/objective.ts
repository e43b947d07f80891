import { Tensor } from 'onnxruntime-node';
import { dense } from '../layers.ts';
import { Scope } from '../parameters.ts';
import type { ParameterStore } from '../parameters.ts';
import { seededRandom } from '../random.ts';
import { Tape } from '../tape.ts';
import type { Value } from '../tape.ts';
import type { TrainingBatch } from './batches.ts';
import { padTokens, tokenize, UNKNOWN_ID, VOCABULARY } from './tokenizer.ts';
import { CELL_COUNT, CELL_VALUES, imageTower, textTower, TOWERS } from './towers.ts';
import { ACTION_GROUPS, ACTIONS, OBJECTS } from './world.ts';
import type { Caption, Scenario } from './world.ts';

export const LOGIT_SCALE = 'logitScale';
const INITIAL_LOG_SCALE = Math.log(14);
const IMAGE_HEAD_WEIGHT = 0.5;
const TEXT_HEAD_WEIGHT = 0.2;
/** How far a caption of the mirrored action counts as true: a single frame cannot tell the two apart. */
const MIRROR_TRUTH = 0.7;
/** Share of words replaced by `[UNK]`, so that an unknown word in a prompt does little harm. */
const WORD_DROPOUT = 0.03;

/** Contrastive loss with several true captions per image, and heads that name action and object. */
export function buildObjective(store: ParameterStore, batchSize: number): { tape: Tape; loss: Value } {
  const tape = new Tape();
  const scope = new Scope(tape, store);
  const image = imageTower(scope, tape.input('cells', [batchSize * CELL_COUNT, CELL_VALUES]));
  const text = textTower(scope, tape.input('input_ids', [batchSize, TOWERS.contextLength], 'int64'), VOCABULARY.length);
  const scale = tape.exp(scope.parameter(LOGIT_SCALE, [1], { constant: INITIAL_LOG_SCALE }));
  const logits = tape.multiply(tape.matmul(image.embedding, text.embedding, { transposeB: true }), scale);
  const target = (name: string, width: number) => tape.input(name, [batchSize, width]);
  const head = (name: string, features: Value, width: number) =>
    tape.crossEntropy(dense(scope.within(name), features, width), target(name, width));
  const total = (first: Value, second: Value, weight: number) => tape.scale(tape.add(first, second), weight);
  const contrastive = total(
    tape.crossEntropy(logits, target('imageToText', batchSize)),
    tape.crossEntropy(tape.transpose(logits, [1, 0]), target('textToImage', batchSize)),
    0.5,
  );
  const imageHeads = total(
    head('imageAction', image.features, ACTIONS.length),
    head('imageObject', image.features, OBJECTS.length),
    IMAGE_HEAD_WEIGHT,
  );
  const sharpText = tape.scale(text.embedding, Math.sqrt(TOWERS.dims));
  const textHeads = total(
    head('textAction', sharpText, ACTIONS.length),
    head('textObject', sharpText, OBJECTS.length),
    TEXT_HEAD_WEIGHT,
  );
  return { tape, loss: tape.add(contrastive, tape.add(imageHeads, textHeads)) };
}

/** How true a caption is of a scenario, 0 … 1. */
export function captionTruth(scenario: Scenario, caption: Caption): number {
  const { actionIndex, objectIndex, colourIndex } = caption;
  if (objectIndex !== null && objectIndex !== scenario.objectIndex) return 0;
  if (colourIndex !== null && colourIndex !== scenario.colourIndex) return 0;
  if (actionIndex === null || actionIndex === scenario.actionIndex) return 1;
  return ACTION_GROUPS[actionIndex] === ACTION_GROUPS[scenario.actionIndex] ? MIRROR_TRUTH : 0;
}

function normalizeRows(rows: Float32Array, width: number): Float32Array {
  for (let start = 0; start < rows.length; start += width) {
    const row = rows.subarray(start, start + width);
    const total = row.reduce((sum, value) => sum + value, 0);
    for (let i = 0; i < width; i++) row[i] = row[i] / total;
  }
  return rows;
}

/** One-hot rows; an unknown class gives the uniform row. */
function classRows(classes: readonly (number | null)[], width: number): Float32Array {
  const rows = new Float32Array(classes.length * width);
  for (const [row, index] of classes.entries()) {
    if (index === null) rows.fill(1 / width, row * width, (row + 1) * width);
    else rows[row * width + index] = 1;
  }
  return rows;
}

/** The inputs of the objective's graph for a batch. */
export function objectiveFeeds(batch: TrainingBatch, seed: number): Record<string, Tensor> {
  const { scenarios, captions, cells } = batch;
  const size = scenarios.length;
  const random = seededRandom(seed);
  const imageToText = new Float32Array(size * size);
  const textToImage = new Float32Array(size * size);
  for (const [row, scenario] of scenarios.entries()) {
    for (const [column, caption] of captions.entries()) {
      const truth = captionTruth(scenario, caption);
      imageToText[row * size + column] = truth;
      textToImage[column * size + row] = truth;
    }
  }
  const tokens = captions.map(({ text }) => tokenize(text).map((id) => (random() < WORD_DROPOUT ? UNKNOWN_ID : id)));
  const rows = (data: Float32Array, width: number) => new Tensor('float32', data, [size, width]);
  const classes = (indices: (number | null)[], width: number) => rows(classRows(indices, width), width);
  return {
    cells: new Tensor('float32', cells, [size * CELL_COUNT, CELL_VALUES]),
    input_ids: new Tensor('int64', padTokens(tokens), [size, TOWERS.contextLength]),
    imageToText: rows(normalizeRows(imageToText, size), size),
    textToImage: rows(normalizeRows(textToImage, size), size),
    imageAction: classes(
      scenarios.map(({ actionIndex }) => ACTION_GROUPS[actionIndex]),
      ACTIONS.length,
    ),
    imageObject: classes(
      scenarios.map(({ objectIndex }) => objectIndex),
      OBJECTS.length,
    ),
    textAction: classes(
      captions.map(({ actionIndex }) => actionIndex),
      ACTIONS.length,
    ),
    textObject: classes(
      captions.map(({ objectIndex }) => objectIndex),
      OBJECTS.length,
    ),
  };
}
