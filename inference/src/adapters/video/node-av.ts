import type { CodecContext, FormatContext, SoftwareScaleContext } from 'node-av/lib';

/** The types and the loading of node-av, an optional dependency (its FFmpeg is a GPL build). */
export type NodeAvLib = typeof import('node-av/lib');
type NodeAvConstants = typeof import('node-av/constants');

export interface NodeAv {
  readonly lib: NodeAvLib;
  readonly constants: NodeAvConstants;
}

/** @throws whatever the import throws where node-av is not installed or has no binary for this platform */
export async function loadNodeAv(): Promise<NodeAv> {
  const [lib, constants] = await Promise.all([import('node-av/lib'), import('node-av/constants')]);
  lib.Log.setLevel(constants.AV_LOG_ERROR);
  return { lib, constants };
}

/** Whether node-av can be used here; the answer is kept. */
export function hasNodeAv(): Promise<boolean> {
  answer ??= loadNodeAv().then(
    () => true,
    () => false,
  );
  return answer;
}

let answer: Promise<boolean> | undefined;

/** Turns FFmpeg's negative return codes into errors that say what was being done. */
export function throwIfFailed(lib: NodeAvLib, code: number, operation: string): void {
  if (code < 0) throw new Error(`${operation}: ${lib.FFmpegError.strerror(code)}`);
}

/**
 * Sets options of a codec or container (or of its private part) before it is opened. Handing a dictionary to `open2`
 * instead frees it twice, which ends the process at the next garbage collection.
 */
export function setOptions(
  { lib, constants }: NodeAv,
  target: CodecContext | FormatContext | SoftwareScaleContext,
  options: Readonly<Record<string, string | number>>,
): void {
  for (const [name, value] of Object.entries(options)) {
    const code = lib.Option.set(target.getNative(), name, String(value), constants.AV_OPT_SEARCH_CHILDREN);
    throwIfFailed(lib, code, `set the option ${name}`);
  }
}
