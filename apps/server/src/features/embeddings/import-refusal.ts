/** Why embeddings are not taken: an HTTP status and a line for people. */
export class ImportRefusal extends Error {
  override readonly name = 'ImportRefusal';
  readonly status: 400 | 404 | 409 | 413 | 422;

  constructor(status: ImportRefusal['status'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
