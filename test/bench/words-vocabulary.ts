import type { Context } from '../../apps/server/src/context.ts';
import { checkConcept } from '../../apps/server/src/features/vocabulary-checks/check-concept.ts';
import { findConfusable } from '../../apps/server/src/features/vocabulary-checks/confusable-concepts.ts';
import { checkPromptsOfVersion } from '../../apps/server/src/features/vocabulary-checks/vocabulary-checks.service.ts';
import { toGlobalId } from '../../apps/server/src/shared/graphql/global-id.ts';
import { checkVocabulary } from '../../inference/src/domain/index.ts';
import { ACTIONS, COLOURS, OBJECTS } from '../../inference/src/training/workbench/world.ts';
import {
  changeDraft,
  conceptsOfVersions,
  createPromptSet,
  createVocabulary,
  openDraft,
  versionsOfPromptSets,
} from '../../prisma/src/index.ts';
import type { ConceptInput, Database } from '../../prisma/src/index.ts';
import { valueOf } from '../factories/records.ts';
import type { Figure } from './figure.ts';
import { milliseconds, series } from './times.ts';

const CONCEPT_COUNT = 2000;
/** People who type do not notice less. */
const TYPING_TARGET_MS = 100;
const ROUNDS = 15;

/** Confusable ones and checks of 2,000 concepts, through the services, with the bundled encoder. */
export async function benchVocabulary(ask: () => Context): Promise<Figure[]> {
  const { db, encoders } = ask();
  const versionId = await makeDraft(db);
  const promptSetVersionId = await makePromptSet(db);
  const reading = { encoderId: toGlobalId('Encoder', 'workbench'), promptSetVersionId };
  const input = { vocabularyVersionId: toGlobalId('VocabularyVersion', versionId), ...reading };
  const confusable = () => accepted(findConfusable(ask(), input));
  const firstMs = await milliseconds(confusable);
  const againMs = Math.min(...(await series(Array(5).fill(''), confusable)));
  const promptsMs = await milliseconds(() => accepted(checkPromptsOfVersion(ask(), input)));
  const typedMs = median(
    await series([...Array(ROUNDS).keys()], (index) =>
      accepted(checkConcept(ask(), { ...input, concept: typed('wiping the box'.slice(0, 3 + (index % 11))) })),
    ),
  );
  const [concepts] = await conceptsOfVersions(db, [versionId]);
  const contents = new Map(concepts.map((concept) => [concept.id, concept]));
  const pureMs = median(await series(Array(ROUNDS).fill(''), async () => checkVocabulary(contents)));
  const bare = await bareProduct(ask());
  const clipRate = await encoders.use('clip-shaped', ({ text }) => rateOf((texts) => text.encode(texts)));
  const bundledRate = await encoders.use('workbench', ({ text }) => rateOf((texts) => text.encode(texts)));
  const ceiling = { target: TYPING_TARGET_MS, isCeiling: true };
  return [
    { name: 'confusable ones of 2,000 concepts: first time, encoding included', value: firstMs, unit: 'ms' },
    {
      name: 'confusable ones of 2,000 concepts: again',
      value: againMs,
      unit: 'ms',
      peer: { name: 'bare product in onnxruntime', value: bare, unit: 'ms' },
    },
    { name: 'peer: bare product 2,000 × 256 × 2,000 in onnxruntime', value: bare, unit: 'ms' },
    { name: 'prompts checked of 2,000 concepts', value: promptsMs, unit: 'ms' },
    {
      name: 'a concept checked while typing, 2,000 concepts, median',
      value: typedMs,
      unit: 'ms',
      ...ceiling,
      peer: { name: 'the checks alone', value: pureMs, unit: 'ms' },
    },
    { name: 'peer: the checks of all words alone, 2,000 concepts, median', value: pureMs, unit: 'ms' },
    { name: 'prompts encoded, bundled encoder', value: bundledRate, unit: '/s' },
    { name: 'prompts encoded, shape of CLIP ViT-B/32', value: clipRate, unit: '/s' },
  ];
}

/** Of all actions, synonyms, objects and colours that the bundled encoder knows. */
async function makeDraft(db: Database): Promise<string> {
  const labels = ACTIONS.flatMap(({ ing }) =>
    ing.flatMap((verb) => OBJECTS.flatMap((object) => COLOURS.map(({ name }) => `${verb} the ${name} ${object}`))),
  ).slice(0, CONCEPT_COUNT);
  const concepts = labels.map((label, position): ConceptInput => {
    const prefLabels = { en: label, ja: `動作${position}` };
    return { id: `c${position}`, position, prefLabels, broaderId: position < 20 ? null : `c${position % 20}` };
  });
  const { id } = valueOf(await createVocabulary(db, { name: 'Bench' }));
  const draft = valueOf(await openDraft(db, id));
  valueOf(await changeDraft(db, draft.id, 0, [{ kind: 'put', concepts }]));
  return draft.id;
}

async function makePromptSet(db: Database): Promise<string> {
  const templates = ['a worker {label}'];
  const { id } = valueOf(await createPromptSet(db, { name: 'Bench', language: 'en', templates }));
  const [[version]] = await versionsOfPromptSets(db, [id]);
  return toGlobalId('PromptSetVersion', version.id);
}

function typed(text: string) {
  return { externalId: 'c7', prefLabels: [{ language: 'en', text }] };
}

async function accepted(result: Promise<{ readonly userErrors: readonly { readonly message: string }[] }>) {
  const { userErrors } = await result;
  if (userErrors.length > 0) throw new Error(userErrors[0].message);
}

async function bareProduct({ encoders }: Context): Promise<number> {
  const scorer = await encoders.scorer();
  const rows = Float32Array.from({ length: CONCEPT_COUNT * 256 }, () => Math.random() - 0.5);
  return Math.min(...(await series(Array(5).fill(''), () => scorer.logits(rows, rows, 256, 1))));
}

/** Texts per second, each of them new. */
async function rateOf(encode: (texts: readonly string[]) => Promise<unknown>): Promise<number> {
  const texts = Array.from({ length: 64 }, (_, index) => `a worker wiping the box ${index}`);
  return (texts.length * 1000) / (await milliseconds(() => encode(texts)));
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}
