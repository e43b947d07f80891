import { parseArgs } from 'node:util';
import type { ParseArgsOptionDescriptor } from 'node:util';
import { modelsFolder } from '../models/models-folder.ts';
import type { Abortable } from '../ports.ts';
import { UsageError } from './usage-error.ts';

/** A stream for text; `isTTY` where a person looks at it. */
export interface TextSink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export interface CommandIo extends Abortable {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
}

const COMMON = { models: { type: 'string' }, json: { type: 'boolean' } } as const;

/**
 * Parses a command that takes one positional argument (or none).
 * @param positional its name in messages; `null` where there is none
 */
export function parseCommand<T extends Record<string, ParseArgsOptionDescriptor>>(
  args: string[],
  options: T,
  positional: string | null,
) {
  const { values, positionals } = parseArgs({ args, options: { ...COMMON, ...options }, allowPositionals: true });
  if (positionals.length !== (positional === null ? 0 : 1)) {
    throw new UsageError(positional === null ? 'takes no argument' : `give exactly one ${positional}`);
  }
  const common = values as { models?: string; json?: boolean };
  return {
    values,
    argument: positionals[0] ?? '',
    folder: common.models ?? modelsFolder(),
    isJson: common.json ?? false,
  };
}

export function warnTo(io: CommandIo): (message: string) => void {
  return (message) => io.stderr.write(`warning: ${message}\n`);
}

/** Bytes for people: `335 MB`. */
export function formatSize(sizeBytes: number): string {
  if (sizeBytes >= 1e9) return `${(sizeBytes / 1e9).toFixed(1)} GB`;
  if (sizeBytes >= 1e6) return `${(sizeBytes / 1e6).toFixed(sizeBytes >= 1e7 ? 0 : 1)} MB`;
  return `${Math.ceil(sizeBytes / 1e3)} kB`;
}
