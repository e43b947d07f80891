import { PromptTemplateError } from '../domain/index.ts';
import { VideoError } from '../video-error.ts';
import { ModelError } from '../model-error.ts';
import { PromptError } from '../prompt-error.ts';
import { VocabularyError } from '../vocabulary-error.ts';
import { EmbeddingFileError } from '../embedding-file-error.ts';
import { BundleError } from '../bundle-error.ts';
import { EvaluationError } from '../evaluation-error.ts';
import type { CommandIo } from './command-io.ts';
import { UsageError } from './usage-error.ts';

const EXPECTED = [
  VideoError,
  ModelError,
  PromptError,
  PromptTemplateError,
  VocabularyError,
  EmbeddingFileError,
  EvaluationError,
  BundleError,
];

/**
 * Says in one line why a command ended.
 *
 * @returns exit code: 1 failed, 2 wrong usage, 130 stopped
 * @throws the error itself where it is none that a person can do something about
 */
export function explain(error: unknown, command: string, io: CommandIo): number {
  const say = (message: string, exitCode: number) => {
    io.stderr.write(`actionary: ${message}\n`);
    return exitCode;
  };
  if (io.signal?.aborted) return say('stopped', 130);
  const { message, code = '' } = error as NodeJS.ErrnoException;
  const isUsage = error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS');
  if (isUsage) return say(`${message.split('. ', 1)[0]}; see actionary ${command} --help`, 2);
  if (EXPECTED.some((type) => error instanceof type) || /^E[A-Z]+$/.test(code)) return say(message, 1);
  throw error;
}
