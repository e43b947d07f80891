/** Why an encoder's files could not be found, fetched, trusted or run. */
export type ModelErrorCode =
  | 'UNKNOWN'
  | 'NOT_INSTALLED'
  | 'INVALID'
  | 'DOWNLOAD'
  | 'CHECKSUM'
  | 'NOT_SUPPORTED'
  | 'ALREADY_INSTALLED'
  | 'NOT_WRITTEN';

/** A problem with an encoder. The message is one line that names the encoder or file and the remedy. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ModelError';
    this.code = code;
  }
}
