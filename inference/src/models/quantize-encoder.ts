import { copyFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ModelError } from '../model-error.ts';
import { quantizeModel } from '../onnx/quantize.ts';
import type { QuantizeOptions, QuantizeReport } from '../onnx/quantize.ts';
import type { Abortable } from '../ports.ts';
import { readCatalogue } from './catalogue.ts';
import { encoderIdentity } from './digest.ts';
import { fileFacts } from './download.ts';
import type { EncoderEntry } from './entry.ts';
import { commit, makeFolder } from './install.ts';
import { ENTRY_FILE } from './installed.ts';
import type { InstalledEncoder } from './installed.ts';
import { measureQuantization } from './measure-quantization.ts';
import { modelsFolder } from './models-folder.ts';
import { openInstalled } from './open-encoder.ts';

export interface QuantizeEncoderOptions extends QuantizeOptions, Abortable {
  /** Default: the source's id and `-int8`. */
  readonly id?: string | undefined;
  readonly folder?: string;
}

/** What 8 bits may cost a probability. */
const QUANTIZED_TOLERANCE = 0.05;

export interface QuantizedEncoder extends InstalledEncoder {
  readonly image: QuantizeReport;
  readonly text: QuantizeReport;
}

/**
 * Installs an 8-bit copy of an encoder, with the measured cosine to the original in its entry.
 * Its text tower runs one text at a time: dynamic quantisation scales a whole batch at once, and a new word must not
 * change the embeddings of the others.
 * @throws {ModelError} NOT_SUPPORTED where there is nothing to quantise, ALREADY_INSTALLED for an id of the catalogue
 */
export async function quantizeEncoder(
  source: InstalledEncoder,
  options: QuantizeEncoderOptions = {},
): Promise<QuantizedEncoder> {
  const { folder = modelsFolder(), id = `${source.entry.id}-int8` } = options;
  if (id === source.entry.id || (options.id !== undefined && readCatalogue().some((entry) => entry.id === id)))
    throw new ModelError('ALREADY_INSTALLED', `"${id}" is taken; give another --id`);
  const staging = path.join(folder, '.partial', `${id}.quantized`);
  await rm(staging, { recursive: true, force: true });
  await makeFolder(staging);
  try {
    const image = await quantizeTower(source, source.entry.image.file, staging, options);
    const text = await quantizeTower(source, source.entry.text.file, staging, options);
    const { tokenizer } = source.entry.text;
    await copyFile(path.join(source.folder, tokenizer), path.join(staging, tokenizer));
    const entry = await measure(source, { entry: await describe(source, id, staging), folder: staging }, options);
    await writeFile(path.join(staging, ENTRY_FILE), `${JSON.stringify(entry, null, 2)}\n`);
    return { entry, folder: await commit(staging, path.join(folder, id)), image, text };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function quantizeTower(source: InstalledEncoder, file: string, staging: string, options: QuantizeEncoderOptions) {
  options.signal?.throwIfAborted();
  return quantizeModel(path.join(source.folder, file), path.join(staging, file), options);
}

async function describe({ entry }: InstalledEncoder, id: string, staging: string): Promise<EncoderEntry> {
  const names = [...new Set([entry.image.file, entry.text.file, entry.text.tokenizer])];
  const files = names.map(async (name) => ({ name, ...(await fileFacts(path.join(staging, name))) }));
  const { bundled: _, ...rest } = entry;
  return {
    ...rest,
    id,
    title: `${entry.title}, 8-bit`,
    provenance: `Quantised on this machine from ${entry.id}. ${entry.provenance}`,
    source: null,
    ...(entry.acceptanceTolerance === undefined ? {} : { acceptanceTolerance: QUANTIZED_TOLERANCE }),
    files: await Promise.all(files),
    text: { ...entry.text, batchSize: 1 },
  };
}

async function measure(source: InstalledEncoder, made: InstalledEncoder, { signal }: Abortable): Promise<EncoderEntry> {
  const options = { isWarmedUp: false, signal };
  const reference = await openInstalled(source, options);
  try {
    const candidate = await openInstalled(made, options);
    try {
      const closeness = await measureQuantization(reference, candidate, { signal });
      const from = { from: source.entry.id, fromDigest: encoderIdentity(source.entry).digest };
      return { ...made.entry, quantization: { ...from, ...closeness } };
    } finally {
      await candidate.close();
    }
  } finally {
    await reference.close();
  }
}
