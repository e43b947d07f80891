import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  changeDraft,
  createPromptSet,
  createVocabulary,
  openDraft,
  versionsOfPromptSets,
} from '../../../../../prisma/src/index.ts';
import type { ConceptInput } from '../../../../../prisma/src/index.ts';
import { makeVersion, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();
const encoderId = toGlobalId('Encoder', 'workbench');
let promptSetVersionId: string;

async function makePromptSet(name: string, templates: string[], language = 'en'): Promise<string> {
  const set = valueOf(await createPromptSet(server.db, { name, language, templates }));
  const [[version]] = await versionsOfPromptSets(server.db, [set.id]);
  return toGlobalId('PromptSetVersion', version!.id);
}

beforeAll(async () => {
  promptSetVersionId = await makePromptSet('Sentences', ['a worker {label} something']);
});

const concept = (id: string, en: string, more: Partial<ConceptInput> = {}): ConceptInput => ({
  id,
  prefLabels: { en },
  ...more,
});

/** @returns global id of a draft with these concepts */
async function makeDraft(concepts: readonly ConceptInput[]): Promise<string> {
  const vocabulary = valueOf(await createVocabulary(server.db, { name: 'Checked' }));
  const draft = valueOf(await openDraft(server.db, vocabulary.id));
  valueOf(await changeDraft(server.db, draft.id, 0, [{ kind: 'put', concepts }]));
  return toGlobalId('VocabularyVersion', draft.id);
}

interface Check {
  kind: string;
  severity: string;
  concepts: { concept: { externalId: string } }[];
  field: string | null;
  language: string | null;
  detail: string;
}

interface Payload {
  nearest: { similarity: number; content: { concept: { externalId: string } } }[] | null;
  checks: Check[] | null;
  userErrors: { code: string; field: string[] | null }[];
}

const CHECK = 'kind severity concepts { concept { externalId } } field language detail';
const BASE = [concept('wipe', 'wiping'), concept('tighten', 'tightening'), concept('tape', 'taping')];

/** `kind field detail ids…` */
const short = (checks: readonly Check[] | null) =>
  checks?.map(({ kind, field, detail, concepts }) =>
    [kind, field, detail, ...concepts.map((one) => one.concept.externalId)].join(' '),
  );

async function checkConcept(versionId: string, input: object, more: object = {}): Promise<Payload> {
  const { payload } = await server.ask<{ payload: Payload }>(
    `query ($input: CheckConceptInput!) { payload: checkConcept(input: $input) {
      checks { ${CHECK} } nearest { similarity content { concept { externalId } } } userErrors { code field }
    } }`,
    { input: { vocabularyVersionId: versionId, concept: input, ...more } },
  );
  return payload;
}

const typed = (externalId: string, text: string, more: object = {}) => ({
  externalId,
  prefLabels: [{ language: 'en', text }],
  ...more,
});

describe('VocabularyVersion.checks', () => {
  test('tells all that is wrong with the words, errors first, of a draft as of a published version', async () => {
    const versionId = await makeDraft([
      concept('wipe', 'ふく', { relatedIds: ['wipe'] }),
      concept('clean', 'Ｃｌｅａｎ'),
      concept('polish', 'Clean'),
    ]);
    const { version } = await server.ask<{ version: { checks: Check[] } }>(
      `query ($id: ID!) { version: node(id: $id) { ... on VocabularyVersion { checks { ${CHECK} } } } }`,
      { id: versionId },
    );
    expect(short(version.checks)).toEqual([
      'duplicateLabel prefLabels Ｃｌｅａｎ clean polish',
      'redundantRelation relatedIds wipe wipe',
      'wrongScript prefLabels ふく wipe',
    ]);
    expect(version.checks.map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning']);
    expect(version.checks[0]?.language).toBe('en');
  });

  test('follow an edit of the draft', async () => {
    const versionId = await makeDraft([concept('a', 'Same'), concept('b', 'same')]);
    const ask = async () => {
      const query =
        'query ($id: ID!) { version: node(id: $id) { ... on VocabularyVersion { revision checks { kind } } } }';
      return (await server.ask<{ version: { revision: number; checks: Check[] } }>(query, { id: versionId })).version;
    };
    const { revision, checks } = await ask();
    expect(checks).toHaveLength(1);
    const key = Buffer.from(versionId, 'base64url').toString().split(':')[1]!;
    valueOf(await changeDraft(server.db, key, revision, [{ kind: 'put', concepts: [concept('b', 'Other')] }]));
    expect((await ask()).checks).toEqual([]);
  });
});

describe('checkConcept', () => {
  test('tells what would be wrong with this concept only, and changes nothing', async () => {
    const versionId = await makeDraft([...BASE, concept('bad', 'ふく')]);
    const { checks } = await checkConcept(versionId, typed('clean', 'ＷＩＰＩＮＧ'));
    // The concept itself is not in the draft yet.
    expect(short(checks)).toEqual(['duplicateLabel prefLabels wiping wipe']);
    expect(short((await checkConcept(versionId, typed('clean', 'cleaning'))).checks)).toEqual([]);
    expect(short((await checkConcept(versionId, typed('wipe', 'taping'))).checks)).toEqual([
      'duplicateLabel prefLabels taping tape wipe',
    ]);
  });

  test('measures the prompts with the encoder: unseen words, length, script', async () => {
    const versionId = await makeDraft(BASE);
    const check = async (input: object) =>
      short((await checkConcept(versionId, input, { encoderId, promptSetVersionId })).checks);
    expect(await check(typed('solder', 'soldering'))).toEqual([]);
    expect(await check(typed('rivet', 'riveting the flange'))).toEqual(['unseenWord prefLabels riveting, flange']);
    const long = 'soldering a red pipe and '.repeat(3).trim();
    const text = `a worker ${long} something`;
    expect(await check(typed('long', long))).toEqual([
      `promptTooLong prefLabels ${text.split(' ').length}/16: ${text}`,
      'unseenWord prefLabels and',
    ]);
    const prompts = [{ language: 'en', texts: ['a worker soldering', 'ハンダ付け'] }];
    expect(await check(typed('solder', 'soldering', { prompts }))).toEqual([
      'wrongScript prompts ハンダ付け',
      'unseenWord prompts ハンダ付け',
    ]);
  });

  test('finds the nearest concept where the encoder can hardly tell it apart', async () => {
    const versionId = await makeDraft(BASE);
    const more = { encoderId, promptSetVersionId };
    // A synonym of its training.
    const { checks, nearest } = await checkConcept(versionId, typed('fasten', 'fastening'), more);
    expect(checks).toMatchObject([{ kind: 'confusable', concepts: [{ concept: { externalId: 'tighten' } }] }]);
    expect(Number(checks![0]!.detail)).toBeGreaterThanOrEqual(0.95);
    expect(nearest!.map(({ content }) => content.concept.externalId)).toHaveLength(BASE.length);
    expect(nearest![0]!.content.concept.externalId).toBe('tighten');
    expect(nearest![0]!.similarity.toFixed(3)).toBe(checks![0]!.detail);
    const similarities = nearest!.map(({ similarity }) => similarity);
    expect(similarities).toEqual(similarities.toSorted((one, other) => other - one));
    expect((await checkConcept(versionId, typed('fasten', 'fastening'))).nearest).toBeNull();
    // Not with itself.
    expect(short((await checkConcept(versionId, typed('tighten', 'tightening'), more)).checks)).toEqual([]);
  });

  test('misses a label in the language of the prompts', async () => {
    const versionId = await makeDraft(BASE);
    const input = { externalId: 'solder', prefLabels: [{ language: 'ja', text: 'はんだ付け' }] };
    const { checks } = await checkConcept(versionId, input, { encoderId, promptSetVersionId });
    expect(short(checks)).toEqual(['missingLanguage prefLabels 3/4']);
  });

  test('refuses a published version, one that is not there, and a concept without a label', async () => {
    const published = toGlobalId('VocabularyVersion', (await makeVersion(server.db)).id);
    const draft = await makeDraft(BASE);
    const errors = async (versionId: string, input: object, more: object = {}) =>
      (await checkConcept(versionId, input, more)).userErrors;
    expect(await errors(published, typed('a', 'A'))).toEqual([{ code: 'INVALID', field: ['vocabularyVersionId'] }]);
    const gone = toGlobalId('VocabularyVersion', crypto.randomUUID());
    expect(await errors(gone, typed('a', 'A'))).toEqual([{ code: 'NOT_FOUND', field: ['vocabularyVersionId'] }]);
    expect(await errors(draft, typed('a', ' '))).toEqual([{ code: 'INVALID', field: ['concept', 'prefLabels'] }]);
    const pulled = { encoderId: toGlobalId('Encoder', 'clip-vit-b32'), promptSetVersionId };
    expect(await errors(draft, typed('a', 'A'), pulled)).toEqual([{ code: 'NOT_INSTALLED', field: ['encoderId'] }]);
  });
});

describe('checkPrompts', () => {
  test('checks the prompts of all active concepts', async () => {
    const versionId = await makeDraft([
      ...BASE,
      concept('rivet', 'riveting'),
      concept('old', 'weaving', { status: 'deprecated' }),
      { id: 'solder', prefLabels: { ja: 'はんだ付け' } },
    ]);
    const { payload } = await server.ask<{ payload: Payload }>(
      `query ($input: CheckPromptsInput!) { payload: checkPrompts(input: $input) {
        checks { ${CHECK} } userErrors { code field }
      } }`,
      { input: { vocabularyVersionId: versionId, encoderId, promptSetVersionId } },
    );
    expect(payload.userErrors).toEqual([]);
    expect(short(payload.checks)).toEqual([
      'unseenWord prefLabels riveting rivet',
      'missingLanguage prefLabels  solder',
    ]);
  });
});

interface Confusable {
  pairs: { one: { label: string }; other: { label: string }; similarity: number; advice: string }[] | null;
  totalCount: number | null;
  matrix: { concepts: { label: string }[]; values: number[] } | null;
  userErrors: { code: string; field: string[] | null }[];
}

async function confusable(input: object): Promise<Confusable> {
  const { payload } = await server.ask<{ payload: Confusable }>(
    `query ($input: ConfusableConceptsInput!) { payload: confusableConcepts(input: $input) {
      pairs { one { label } other { label } similarity advice } totalCount
      matrix { concepts { label } values } userErrors { code field }
    } }`,
    { input: { encoderId, promptSetVersionId, ...input } },
  );
  return payload;
}

describe('confusableConcepts', () => {
  const words = [
    concept('wipe', 'wiping'),
    concept('tighten', 'tightening'),
    concept('fasten', 'fastening'),
    concept('solder', 'soldering'),
    concept('polish', 'polishing'),
    concept('old', 'tightening', { status: 'deprecated' }),
    concept('rivet', 'a very long way of riveting and welding the pipe to the panel of the red box'),
  ];

  test('lists pairs that the encoder can hardly tell apart, with what to do', async () => {
    const versionId = await makeDraft(words);
    const { pairs, totalCount } = await confusable({ vocabularyVersionId: versionId, minSimilarity: 0.9 });
    const names = pairs?.map(({ one, other }) => [one.label, other.label].toSorted().join(' '));
    expect(names?.toSorted()).toEqual(['fastening tightening', 'polishing wiping']);
    expect(totalCount).toBe(2);
    expect(pairs![0]!.similarity).toBeGreaterThanOrEqual(pairs![1]!.similarity);
    const { pairs: first } = await confusable({ vocabularyVersionId: versionId, minSimilarity: -1, first: 1 });
    expect(first).toEqual([pairs![0]]);
    expect(pairs!.map(({ advice }) => ['merge', 'rename', 'addPrompt'].includes(advice))).toEqual([true, true]);
  });

  test('draws a matrix in which those alike are beside each other', async () => {
    const { matrix } = await confusable({ vocabularyVersionId: await makeDraft(words) });
    const labels = matrix!.concepts.map(({ label }) => label);
    expect(labels.toSorted()).toEqual(['fastening', 'polishing', 'soldering', 'tightening', 'wiping']);
    for (const [one, other] of [
      ['fastening', 'tightening'],
      ['wiping', 'polishing'],
    ])
      expect(Math.abs(labels.indexOf(one!) - labels.indexOf(other!))).toBe(1);
    const size = labels.length;
    for (const index of labels.keys()) expect(matrix!.values[index * size + index]).toBe(1);
    for (const [place, value] of matrix!.values.entries())
      expect(matrix!.values[(place % size) * size + Math.floor(place / size)]).toBeCloseTo(value, 3);
  });

  test('of an empty version are none', async () => {
    const versionId = await makeDraft([concept('old', 'A', { status: 'deprecated' })]);
    const matrix = { concepts: [], values: [] };
    expect(await confusable({ vocabularyVersionId: versionId })).toEqual({
      pairs: [],
      totalCount: 0,
      matrix,
      userErrors: [],
    });
  });

  test('refuse limits that make no sense', async () => {
    const versionId = await makeDraft(BASE);
    expect((await confusable({ vocabularyVersionId: versionId, minSimilarity: 2 })).userErrors).toEqual([
      { code: 'INVALID', field: ['minSimilarity'] },
    ]);
    expect((await confusable({ vocabularyVersionId: versionId, first: 0 })).userErrors).toEqual([
      { code: 'INVALID', field: ['first'] },
    ]);
  });
});
