import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { ELEMENT_TYPE } from './model-proto.ts';
import type { TensorMessage } from './model-proto.ts';

/**
 * The raw bytes of a tensor, wherever they lie.
 * @param folder the model's folder, which external data is relative to
 * @returns a copy, aligned for any typed array
 * @throws {RangeError} for external data outside the folder or cut short
 */
export function tensorBytes(tensor: TensorMessage, folder: string): Uint8Array<ArrayBuffer> {
  if (tensor.dataLocation === 1) return readExternal(tensor, folder);
  if (tensor.floatData && tensor.floatData.length > 0) return new Uint8Array(new Float32Array(tensor.floatData).buffer);
  return new Uint8Array(tensor.rawData ?? []);
}

/** A float32 tensor's numbers. @throws {RangeError} for another element type */
export function tensorFloats(tensor: TensorMessage, folder: string): Float32Array {
  if (tensor.dataType !== ELEMENT_TYPE.float32) throw new RangeError(`${tensor.name} is not float32`);
  return new Float32Array(tensorBytes(tensor, folder).buffer);
}

/** A tensor's axes as plain numbers. */
export function tensorShape(tensor: TensorMessage): number[] {
  return tensor.dims.map(Number);
}

function readExternal(tensor: TensorMessage, folder: string): Uint8Array<ArrayBuffer> {
  const facts = new Map(tensor.externalData?.map(({ key, value }) => [key, value]));
  const location = facts.get('location') ?? '';
  if (location === '' || path.basename(location) !== location)
    throw new RangeError(`${tensor.name}: external data must lie beside the model, not in "${location}"`);
  const file = openSync(path.join(folder, location), 'r');
  try {
    const offset = Number(facts.get('offset') ?? 0);
    const bytes = new Uint8Array(Number(facts.get('length') ?? fstatSync(file).size - offset));
    if (readSync(file, bytes, 0, bytes.length, offset) !== bytes.length)
      throw new RangeError(`${tensor.name}: ${location} is too short`);
    return bytes;
  } finally {
    closeSync(file);
  }
}
