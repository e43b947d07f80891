import { setImmediate } from 'node:timers/promises';
import type { VersionConcept } from '@actionary/database';
import type { PromptTexts } from '@actionary/inference/domain';
import type { Context } from '../../context.ts';
import type { UsableEncoder } from '../../shared/encoders/installed-encoder.ts';
import { isRemembered, rememberedEmbeddings } from '../../shared/encoders/prompt-embeddings.ts';
import { isReadable, promptsOf } from '../../shared/encoders/prompt-texts.ts';

/** Active concepts of a version as an encoder sees them; those that it cannot be given a prompt for are left out. */
export interface EmbeddedConcepts {
  readonly concepts: readonly VersionConcept[];
  /** Unit rows `[concepts.length, dims]`. */
  readonly embeddings: Float32Array;
  readonly dims: number;
}

/** What the embeddings of a version depend on. */
export interface EmbeddingTarget {
  readonly versionId: string;
  readonly revision: number;
  readonly concepts: readonly VersionConcept[];
  readonly encoder: UsableEncoder;
  readonly promptSetVersionId: string;
  readonly texts: PromptTexts;
}

const MAX_RECENT = 4;
/** Concepts whose prompts are counted before other work gets its turn. */
const COUNT_STEP = 50;

/** In order of use, also while they are being made: who asks meanwhile waits for the same. */
const recent = new Map<string, Promise<EmbeddedConcepts>>();

/**
 * The concepts of a version in an encoder's space, kept for the versions used last. Goes on when the one who asked has gone:
 * whoever asks next has it then. Takes a moment for the bundled encoder; for CLIP some 10 ms for each new prompt.
 */
export function embeddedConcepts(context: Context, target: EmbeddingTarget): Promise<EmbeddedConcepts> {
  const { versionId, revision, encoder, promptSetVersionId } = target;
  const key = [versionId, revision, encoder.digest, promptSetVersionId].join(' ');
  const embedded = recent.get(key) ?? embed(context, target);
  recent.delete(key);
  recent.set(key, embedded);
  if (recent.size > MAX_RECENT) recent.delete(recent.keys().next().value!);
  // A failure is not remembered.
  embedded.catch(() => recent.get(key) === embedded && recent.delete(key));
  return embedded;
}

function embed({ encoders }: Context, { concepts, encoder, texts }: EmbeddingTarget): Promise<EmbeddedConcepts> {
  return encoders.use(encoder.entry.id, async ({ text }) => {
    const able: VersionConcept[] = [];
    const prompts: (readonly string[])[] = [];
    for (const [index, concept] of concepts.filter(({ status }) => status === 'active').entries()) {
      if (index % COUNT_STEP === 0) await setImmediate();
      const list = promptsOf(concept, texts);
      if (!isRemembered(text, list) && !isReadable(text, list)) continue;
      able.push(concept);
      prompts.push(list);
    }
    const embeddings = await rememberedEmbeddings(text, prompts, encoders.closing);
    return { concepts: able, embeddings, dims: text.identity.dims };
  });
}
