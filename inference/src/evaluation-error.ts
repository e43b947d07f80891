/** Embeddings and labels that cannot be evaluated together. The message is one line: what is wrong and the remedy. */
export class EvaluationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EvaluationError';
  }
}
