import path from 'node:path';
import { openImageEncoder } from '../adapters/onnx/image-encoder.ts';
import type { SessionOptions } from '../adapters/onnx/session.ts';
import { openTextEncoder } from '../adapters/onnx/text-encoder.ts';
import type { Abortable, ImageEncoder, TextEncoder } from '../ports.ts';
import { encoderIdentity } from './digest.ts';
import type { EncoderEntry } from './entry.ts';
import { findInstalled } from './installed.ts';
import type { InstalledEncoder } from './installed.ts';
import { warmUp } from './warm-up.ts';

export interface OpenEncoderOptions extends SessionOptions, Abortable {
  /** Default: see `modelsFolder`. */
  readonly folder?: string | undefined;
  /** Run each tower once, so that the first real batch is as fast as the others. Default true. */
  readonly isWarmedUp?: boolean;
}

/** Both towers of an encoder, in one embedding space. */
export interface EncoderPair {
  readonly entry: EncoderEntry;
  readonly image: ImageEncoder;
  readonly text: TextEncoder;
  close(): Promise<void>;
}

/**
 * Opens an installed or bundled encoder.
 * @throws {ModelError} UNKNOWN, NOT_INSTALLED (with the command that helps), INVALID
 */
export async function openEncoder(id: string, options: OpenEncoderOptions = {}): Promise<EncoderPair> {
  return openInstalled(await findInstalled(id, options.folder), options);
}

/** Opens the encoder in a folder; see {@link openEncoder}. */
export async function openInstalled(
  { entry, folder }: InstalledEncoder,
  options: OpenEncoderOptions = {},
): Promise<EncoderPair> {
  options.signal?.throwIfAborted();
  const identity = encoderIdentity(entry);
  const sessionOptions = { ...options, warn: once(options.warn) };
  const at = (name: string): string => path.join(folder, name);
  const image = await openImageEncoder(at(entry.image.file), entry.image, identity, sessionOptions);
  const opened: { close(): Promise<void> }[] = [image];
  try {
    options.signal?.throwIfAborted();
    const files = { model: at(entry.text.file), tokenizer: at(entry.text.tokenizer) };
    const text = await openTextEncoder(files, entry.text, identity, sessionOptions);
    opened.push(text);
    if (options.isWarmedUp ?? true) await warmUp({ image, text }, options);
    return { entry, image, text, close: () => closeAll(opened) };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/** Both towers would give the same warning. */
function once(warn: ((message: string) => void) | undefined): (message: string) => void {
  const said = new Set<string>();
  return (message) => {
    if (!said.has(message)) warn?.(message);
    said.add(message);
  };
}

async function closeAll(opened: readonly { close(): Promise<void> }[]): Promise<void> {
  await Promise.all(opened.map((tower) => tower.close()));
}
