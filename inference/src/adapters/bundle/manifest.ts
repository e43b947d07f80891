import { z } from 'zod';
import type { Bundle } from '../../bundle.ts';
import { BundleError } from '../../bundle-error.ts';
import { UNKNOWN_SIGNALS, WINDOW_DEFAULTS } from '../../domain/index.ts';

/** Raised when a reader of the old format would misunderstand the new one. */
const FORMAT_VERSION = 1;

const share = z.number().min(0).max(1);
const name = z.string().min(1);
const version = z.int().positive().nullable();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a sha256');

// A parameter that is not known would be left out silently: objects are strict.
const decodeParameters = {
  temperature: z.number().positive().default(1),
  smoothing: z.number().min(0).default(0),
  minDurationMs: z.number().min(0).default(0),
  minProbability: share.default(0),
  minMargin: share.default(0),
  runnerUpCount: z.int().min(0).default(3),
};
const decode = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('hysteresis'), ...decodeParameters, exitRatio: share.default(0.6) }),
  z.strictObject({ method: z.literal('viterbi'), ...decodeParameters, switchPenalty: z.number().min(0).default(2) }),
]);
const window = z
  .strictObject({
    frameCount: z.int().min(1).default(WINDOW_DEFAULTS.frameCount),
    stepCount: z.int().min(1).default(WINDOW_DEFAULTS.stepCount),
  })
  .refine(({ frameCount, stepCount }) => stepCount <= frameCount, 'stepCount is larger than frameCount');

const perSignal = z.array(z.number()).length(UNKNOWN_SIGNALS.length);
/** When a window is none of the concepts. Of the rows that it is compared with the first `negativeCount` are texts. */
const unknown = z.strictObject({
  model: z.strictObject({ means: perSignal, deviations: perSignal, weights: perSignal, bias: z.number() }),
  threshold: share,
  negativeCount: z.int().positive(),
});

const manifestSchema = z.strictObject({
  formatVersion: z.literal(FORMAT_VERSION),
  name,
  vocabulary: z.strictObject({ name, version }),
  promptSet: z.strictObject({ name, version, language: name }),
  encoder: z.strictObject({
    id: name,
    digest: sha256,
    dims: z.int().positive(),
    logitScale: z.number().positive(),
  }),
  fps: z.union([z.literal('native'), z.number().positive()]),
  window,
  decode,
  calibration: z
    .strictObject({
      temperature: z.number().positive(),
      thresholds: z.array(share),
      scales: z.array(z.number().positive()).optional(),
    })
    .nullable(),
  language: name,
  concepts: z.array(z.strictObject({ id: name, labels: z.record(z.string(), z.string()) })).min(1),
  unknown: unknown.nullable().default(null),
  /** Of the file with the embeddings: the two belong together. */
  embeddingsSha256: sha256,
  /** Of the file with the adapter; null: there is none. */
  adapterSha256: sha256.nullable().default(null),
  /** Of the file with what `unknown` compares with; null: there is none. */
  unknownSha256: sha256.nullable().default(null),
});

/** `bundle.json`: everything of a bundle but the adapter and the embeddings, row i of which is concept i. */
type Manifest = z.output<typeof manifestSchema>;

const versioned = z.object({ formatVersion: z.int() });

/** @throws {BundleError} naming the file, what is wrong in it, and the remedy */
export function parseManifest(text: string, path: string): Manifest {
  const json = parseJson(text, path);
  const known = versioned.safeParse(json);
  if (!known.success) throw new BundleError(path, 'is no bundle: it has no formatVersion; give a folder with one');
  const { formatVersion } = known.data;
  if (formatVersion !== FORMAT_VERSION) {
    const problem = `has format version ${formatVersion}, and only ${FORMAT_VERSION} is known here`;
    throw new BundleError(path, `${problem}; use the program that wrote it, or write it again with this one`);
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) throw new BundleError(path, `${problemOf(parsed.error)}; write the bundle again`);
  const { calibration, concepts } = parsed.data;
  for (const key of ['thresholds', 'scales'] as const) {
    const count = calibration?.[key]?.length ?? concepts.length;
    if (count === concepts.length) continue;
    const counts = `${count} ${key} for ${concepts.length} concepts`;
    throw new BundleError(path, `calibration.${key}: ${counts}; write the bundle again`);
  }
  return parsed.data;
}

/** @throws {z.ZodError} for a bundle that makes no sense */
export function formatManifest(
  { concepts, embeddings: _, adapter: __, unknown: references, ...bundle }: Bundle,
  digests: Pick<Manifest, 'embeddingsSha256' | 'adapterSha256' | 'unknownSha256'>,
): string {
  const manifest = manifestSchema.parse({
    formatVersion: FORMAT_VERSION,
    ...bundle,
    decode: { method: 'hysteresis', ...bundle.decode },
    unknown: references && {
      model: references.model,
      threshold: references.threshold,
      negativeCount: references.negatives.length / bundle.encoder.dims,
    },
    concepts: concepts.map(({ id, prefLabels }) => ({ id, labels: prefLabels })),
    ...digests,
  });
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BundleError(path, 'is not JSON; write the bundle again', { cause });
  }
}

function problemOf({ issues: [issue] }: z.ZodError): string {
  return `${issue!.path.join('.') || 'bundle'}: ${issue!.message}`;
}
