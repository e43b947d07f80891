import { Scope } from '../parameters.ts';
import type { ParameterStore } from '../parameters.ts';
import { Tape } from '../tape.ts';
import { VOCABULARY } from './tokenizer.ts';
import { imageTower, textTower, toStemOrder, TOWERS } from './towers.ts';

/** The image tower as ONNX: `pixel_values [n, 3, size, size] → image_embeds [n, dims]`, unit length. */
export function exportImageTower(store: ParameterStore): Uint8Array {
  const tape = new Tape({ isFrozen: true });
  const { imageSize, dims } = TOWERS;
  const scope = new Scope(tape, store);
  const pixels = tape.input('pixel_values', [1, 3, imageSize, imageSize], 'float32', ['n', 3, imageSize, imageSize]);
  const { embedding } = imageTower(scope, toStemOrder(scope, pixels));
  tape.builder.outputValue(embedding.name, 'image_embeds', ['n', dims]);
  return tape.builder.build();
}

/** The text tower as ONNX: `input_ids [n, contextLength] → text_embeds [n, dims]`, unit length. */
export function exportTextTower(store: ParameterStore): Uint8Array {
  const tape = new Tape({ isFrozen: true });
  const { contextLength, dims } = TOWERS;
  const ids = tape.input('input_ids', [1, contextLength], 'int64', ['n', contextLength]);
  const { embedding } = textTower(new Scope(tape, store), ids, VOCABULARY.length);
  tape.builder.outputValue(embedding.name, 'text_embeds', ['n', dims]);
  return tape.builder.build();
}
