import { z } from 'zod';

const ID = /^[a-z0-9][a-z0-9._-]{0,63}$/;
/** Whether an encoder can be called so: its folder is. */
export function isEncoderId(text: string): boolean {
  return ID.test(text);
}

const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** One file of an encoder. */
const encoderFile = z.strictObject({
  /** Name in the encoder's folder; a plain file name, never a path. */
  name: z.string().regex(FILE_NAME),
  /** Path below the entry's `source`; the name where it is left out. */
  path: z.string().optional(),
  sizeBytes: z.int().positive().nullable(),
  /** Lower-case hex; `null` where nobody vouches for one: `pull` pins what it got and warns. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** Where size and sha256 come from; required where the sha256 is unknown. */
  provenance: z.string().optional(),
});

const perChannel = z.tuple([z.number(), z.number(), z.number()]);

/** How pictures become the image tower's input: `(value / 255 − mean) / std` per RGB channel. */
const imageSpec = z.strictObject({
  file: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  /** `crop`: scale the short side, cut the centre. `squash`: scale both sides. */
  fit: z.enum(['crop', 'squash']),
  /** Order of the tensor's axes; read from the graph where it is left out. */
  layout: z.enum(['nchw', 'nhwc']).optional(),
  mean: perChannel,
  std: perChannel,
  /** Frames per embedding; more than 1 only for `video` encoders. */
  framesPerEmbedding: z.int().positive().default(1),
  /** Embeddings per run. In 8-bit graphs the neighbours in a batch change an embedding by about the rounding error. */
  batchSize: z.int().positive().default(8),
  /** Output to read; found by name where it is left out. */
  output: z.string().optional(),
});

/** How texts become the text tower's input. */
const textSpec = z.strictObject({
  file: z.string(),
  tokenizer: z.string().default('tokenizer.json'),
  /** Most tokens, special ones included. */
  contextLength: z.int().positive(),
  padding: z.strictObject({
    id: z.int().nonnegative(),
    /** `context`: every text fills the context. `none`: texts of equal length run together, unpadded. */
    to: z.enum(['context', 'none']),
  }),
  /** `clip`: HTML entities resolved twice, white space collapsed, lower case. `lower`: lower case only. */
  cleaning: z.enum(['clip', 'lower', 'none']).default('none'),
  /** Texts per run. 1 in 8-bit graphs, so that a new word leaves the embeddings of the others as they are. */
  batchSize: z.int().positive().default(32),
  output: z.string().optional(),
});

/** Cosine of an 8-bit encoder's embeddings to those of the encoder it was made from. */
const quantization = z.strictObject({
  from: z.string(),
  fromDigest: z.string(),
  image: z.strictObject({ minCosine: z.number(), meanCosine: z.number(), count: z.int() }),
  text: z.strictObject({ minCosine: z.number(), meanCosine: z.number(), count: z.int() }),
});

/**
 * Everything needed to fetch, check and run a dual encoder. The catalogue is a list of these; an installed
 * encoder's folder and an encoder to import hold one as `encoder.json`.
 */
export const encoderEntry = z
  .strictObject({
    /** Lower-case letters, digits, `.`, `_`, `-`. */
    id: z.string().regex(ID),
    title: z.string(),
    /** `frame`: one picture, one embedding. `video`: `[B, T, 3, H, W]` pictures, B embeddings. */
    kind: z.enum(['frame', 'video']),
    /** Width D of the embeddings. */
    dims: z.int().positive(),
    /** Multiplies a cosine to give a logit. */
    logitScale: z.number().positive(),
    /** BCP-47 tags of the languages the text tower understands. */
    languages: z.array(z.string()).min(1),
    recommendedUse: z.string(),
    licence: z.string(),
    provenance: z.string(),
    warnings: z.array(z.string()).default([]),
    /** Address that the files' paths are appended to; `null` for bundled and imported encoders. */
    source: z.url().nullable().default(null),
    /** Folder below `inference/models` for encoders that come with the product. */
    bundled: z.string().optional(),
    files: z.array(encoderFile).min(1),
    image: imageSpec,
    text: textSpec,
    /** Largest difference to CLIP's published probabilities; only for encoders that have such. */
    acceptanceTolerance: z.number().positive().optional(),
    quantization: quantization.optional(),
  })
  .superRefine((entry, context) => {
    const names = new Set(entry.files.map((file) => file.name));
    for (const name of [entry.image.file, entry.text.file, entry.text.tokenizer]) {
      if (!names.has(name)) context.addIssue({ code: 'custom', message: `"${name}" is not among the files` });
    }
    if (names.size !== entry.files.length) context.addIssue({ code: 'custom', message: 'a file is listed twice' });
    if (entry.kind === 'frame' && entry.image.framesPerEmbedding !== 1)
      context.addIssue({ code: 'custom', message: 'a frame encoder has framesPerEmbedding 1' });
    for (const file of entry.files) {
      if (file.sha256 === null && entry.source !== null && file.provenance === undefined)
        context.addIssue({ code: 'custom', message: `${file.name}: an unknown sha256 needs a provenance note` });
    }
  });

export type EncoderEntry = z.infer<typeof encoderEntry>;
export type EncoderFile = EncoderEntry['files'][number];
export type ImageSpec = EncoderEntry['image'];
export type TextSpec = EncoderEntry['text'];
