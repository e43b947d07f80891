import path from 'node:path';
import { openImageEncoder } from '../adapters/onnx/image-encoder.ts';
import type { SessionOptions } from '../adapters/onnx/session.ts';
import { openTextEncoder } from '../adapters/onnx/text-encoder.ts';
import type { Abortable, ImageEncoder, TextEncoder } from '../ports.ts';
import { encoderIdentity } from './digest.ts';
import type { EncoderEntry } from './entry.ts';
import { findInstalled } from './installed.ts';
import type { InstalledEncoder } from './installed.ts';
import { warmUpImage, warmUpText } from './warm-up.ts';

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
  installed: InstalledEncoder,
  options: OpenEncoderOptions = {},
): Promise<EncoderPair> {
  const { entry } = installed;
  const shared = { ...options, warn: once(options.warn) };
  const image = await openImageTower(installed, shared);
  try {
    const text = await openTextTower(installed, shared);
    return { entry, image, text, close: () => closeAll([image, text]) };
  } catch (error) {
    await image.close();
    throw error;
  }
}

/** Opens what sees; the files of the text tower may be missing. @throws {ModelError} as {@link openEncoder} */
export async function openImageTower(
  { entry, folder }: InstalledEncoder,
  options: OpenEncoderOptions = {},
): Promise<ImageEncoder> {
  options.signal?.throwIfAborted();
  const file = path.join(folder, entry.image.file);
  const image = await openImageEncoder(file, entry.image, encoderIdentity(entry), options);
  return warmed(image, warmUpImage, options);
}

async function openTextTower({ entry, folder }: InstalledEncoder, options: OpenEncoderOptions): Promise<TextEncoder> {
  options.signal?.throwIfAborted();
  const files = { model: path.join(folder, entry.text.file), tokenizer: path.join(folder, entry.text.tokenizer) };
  const text = await openTextEncoder(files, entry.text, encoderIdentity(entry), options);
  return warmed(text, warmUpText, options);
}

async function warmed<T extends { close(): Promise<void> }>(
  tower: T,
  warmUp: (tower: T, options: Abortable) => Promise<void>,
  options: OpenEncoderOptions,
): Promise<T> {
  try {
    if (options.isWarmedUp ?? true) await warmUp(tower, options);
    return tower;
  } catch (error) {
    await tower.close();
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
