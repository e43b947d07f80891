/** Why an upload is not taken: an HTTP status and a line for people. */
export class UploadRefusal extends Error {
  override readonly name = 'UploadRefusal';
  readonly status: 400 | 404 | 413 | 422 | 507;

  constructor(status: UploadRefusal['status'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
