/** A text has more tokens than the encoder reads; nothing is cut off silently. */
export class PromptTooLongError extends Error {
  readonly text: string;
  /** Tokens of the text, special tokens included. */
  readonly tokenCount: number;
  /** The most tokens that the encoder takes. */
  readonly contextLength: number;

  constructor(text: string, tokenCount: number, contextLength: number) {
    super(`prompt too long: ${tokenCount} tokens, the encoder takes ${contextLength}; shorten "${abbreviate(text)}"`);
    this.name = 'PromptTooLongError';
    this.text = text;
    this.tokenCount = tokenCount;
    this.contextLength = contextLength;
  }
}

const SHOWN_LENGTH = 60;

function abbreviate(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > SHOWN_LENGTH ? `${line.slice(0, SHOWN_LENGTH)}…` : line;
}
