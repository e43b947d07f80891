import { detectUnknown, knownSignals, nearestOf } from './domain/index.ts';
import type { UnknownDetector } from './domain/index.ts';
import type { EncoderIdentity, Scorer } from './ports.ts';

/** What windows are compared with, beside the words, to tell those that show none of them. */
export interface UnknownReferences extends UnknownDetector {
  /** Unit embeddings of texts of what is none of the words `[n, dims]`; compared as the words are, behind the adapter. */
  readonly negatives: Float32Array;
  /** Unit embeddings of reviewed windows `[m, dims]`; compared with frames as the encoder sees them. */
  readonly examples: Float32Array;
}

interface ComparedWindows {
  /** `[windows, conceptCount]` */
  readonly logits: Float32Array;
  /** Cosines `[windows, n]`, `[windows, m]`. */
  readonly negatives: Float32Array;
  readonly examples: Float32Array;
}

/** @returns for each window 1 where it is unknown, else 0 */
export function unknownWindows(
  references: UnknownReferences,
  { logits, negatives, examples }: ComparedWindows,
  conceptCount: number,
  { dims, logitScale }: Pick<EncoderIdentity, 'dims' | 'logitScale'>,
): Uint8Array {
  const cosines = {
    concepts: logits.map((logit) => logit / logitScale),
    conceptCount,
    negatives,
    negativeCount: references.negatives.length / dims,
  };
  return detectUnknown(references, knownSignals(cosines, nearestOf(examples, references.examples.length / dims)));
}

/** A frame by itself, as the encoder sees it and behind the adapter. */
interface SeenFrame {
  readonly embedding: Float32Array;
  readonly adapted: Float32Array;
}

/** The cosines of one frame to the texts, then to the examples. */
export async function compareFrame(
  { negatives, examples }: UnknownReferences,
  { embedding, adapted }: SeenFrame,
  scorer: Scorer,
  dims: number,
): Promise<Float32Array> {
  const toTexts = await scorer.logits(adapted, negatives, dims, 1);
  const toExamples = await scorer.logits(embedding, examples, dims, 1);
  return Float32Array.of(...toTexts, ...toExamples);
}

/** {@link unknownWindows} of windows whose cosines lie side by side, as {@link compareFrame} gives them. */
export function unknownByCosines(
  references: UnknownReferences,
  conceptCount: number,
  encoder: Pick<EncoderIdentity, 'dims' | 'logitScale'>,
): (logits: Float32Array, cosines: Float32Array) => Uint8Array {
  const negativeCount = references.negatives.length / encoder.dims;
  const width = negativeCount + references.examples.length / encoder.dims;
  return (logits, cosines) => {
    const part = (from: number, to: number) => cosines.filter((_, i) => i % width >= from && i % width < to);
    const compared = { logits, negatives: part(0, negativeCount), examples: part(negativeCount, width) };
    return unknownWindows(references, compared, conceptCount, encoder);
  };
}
