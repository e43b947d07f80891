import type { Calibration, Concept, DecodeOptions, FrameRate, WindowOptions } from './domain/index.ts';
import { conceptLabels } from './embed-concepts.ts';
import type { ConceptEmbeddings } from './embed-concepts.ts';
import type { EncoderIdentity } from './ports.ts';
import type { RecognizeOptions } from './recognize.ts';
import type { UnknownReferences } from './unknown-references.ts';

/** What something was called where the bundle was made. */
interface BundleSource {
  readonly name: string;
  /** `null` where it has no versions. */
  readonly version: number | null;
}

/** A concept as a bundle has it: its prompts are embeddings already. */
type BundleConcept = Pick<Concept, 'id' | 'prefLabels'>;

/**
 * A recipe that needs nothing but the image tower of its encoder: no vocabulary, no text tower, no database. Complete, so
 * that a default that changes later changes no result.
 */
export interface Bundle {
  readonly name: string;
  readonly vocabulary: BundleSource;
  /** With the language that its prompts are written in; labels fall back to it. */
  readonly promptSet: BundleSource & { readonly language: string };
  readonly encoder: EncoderIdentity;
  readonly fps: FrameRate;
  readonly window: WindowOptions;
  readonly decode: DecodeOptions;
  /** What the embeddings go through before they are compared, as ONNX; `null`: nothing. */
  readonly adapter: Uint8Array | null;
  /** Takes the place of the temperature and the thresholds in `decode`; `null`: there is none. */
  readonly calibration: Calibration | null;
  /** What reviews say is none of the concepts; `null`: nothing beside the thresholds. */
  readonly unknown: UnknownReferences | null;
  /** Language of the labels that segments are given. */
  readonly language: string;
  readonly concepts: readonly BundleConcept[];
  /** Unit rows `[concepts.length, encoder.dims]`. */
  readonly embeddings: Float32Array;
}

/** The words of a bundle, as `embedConcepts` gives them. @param language of the labels; default the bundle's */
export function bundleWords(bundle: Bundle, language: string = bundle.language): ConceptEmbeddings {
  const { concepts, promptSet, embeddings } = bundle;
  return { labels: conceptLabels(concepts, promptSet.language, language), embeddings };
}

/** How a bundle's frames are scored and decoded, but for the adapter. */
export function bundleOptions({ window, decode, calibration, unknown }: Bundle): RecognizeOptions {
  return { window, decode: { ...decode, ...calibration }, unknown: unknown ?? undefined };
}
