import type { Reason } from './domain/reason.ts';

export type PromptProblem = 'TOO_LONG' | 'NO_WORD';

type PromptReason = 'promptTooLong' | 'promptWithoutWord';

/** A text that an encoder cannot read; the message quotes it and names the remedy. Nothing is cut off silently. */
export class PromptError extends Error {
  override readonly name = 'PromptError';
  readonly code: PromptProblem;
  readonly text: string;
  readonly reason: Reason<PromptReason>;

  constructor(code: PromptProblem, text: string, message: string, reason: Reason<PromptReason>) {
    super(message);
    this.code = code;
    this.text = text;
    this.reason = reason;
  }
}

/** @param tokenCount special tokens included; the most that the encoder takes is `contextLength` */
export function promptTooLong(text: string, tokenCount: number, contextLength: number): PromptError {
  const problem = `${tokenCount} tokens, the encoder takes ${contextLength}; shorten "${abbreviate(text)}"`;
  return new PromptError('TOO_LONG', text, `prompt too long: ${problem}`, {
    reason: 'promptTooLong',
    prompt: abbreviate(text),
    count: tokenCount,
    most: contextLength,
  });
}

/** Nothing but signs that the encoder skips. */
export function promptWithoutWord(text: string): PromptError {
  return new PromptError('NO_WORD', text, `the encoder reads no word in "${abbreviate(text)}"; say it in words`, {
    reason: 'promptWithoutWord',
    prompt: abbreviate(text),
  });
}

const SHOWN_LENGTH = 60;

function abbreviate(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > SHOWN_LENGTH ? `${line.slice(0, SHOWN_LENGTH)}…` : line;
}
