import { describe, expect, test } from '@jest/globals';
import { CONCEPTS, makeVersion } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();

interface Payload {
  promptSet: { id: string; versions: { nodes: { number: number; templates: string[] }[] } } | null;
  userErrors: { code: string; field: string[] | null; message: string }[];
}

const PAYLOAD = 'promptSet { id versions { nodes { number templates } } } userErrors { code field message }';

async function create(name: string, templates: string[]): Promise<Payload> {
  const { made } = await server.ask<{ made: Payload }>(
    `mutation ($input: CreatePromptSetInput!) { made: createPromptSet(input: $input) { ${PAYLOAD} } }`,
    { input: { name, language: 'en', templates } },
  );
  return made;
}

async function addVersion(promptSetId: string, expectedNumber: number, templates: string[]): Promise<Payload> {
  const { added } = await server.ask<{ added: Payload }>(
    `mutation ($input: CreatePromptSetVersionInput!) { added: createPromptSetVersion(input: $input) { ${PAYLOAD} } }`,
    { input: { promptSetId, expectedNumber, language: 'en', templates } },
  );
  return added;
}

interface Preview {
  preview: {
    previews:
      { concept: { label: string }; prompts: { text: string; tokenCount: number; isTooLong: boolean }[] }[] | null;
    userErrors: { code: string; field: string[] | null }[];
  };
}

interface PreviewOptions {
  readonly concepts?: typeof CONCEPTS;
  readonly useOwnPrompts?: boolean;
  readonly conceptExternalId?: string;
}

async function preview(
  templates: string[],
  encoder = 'workbench',
  { concepts = CONCEPTS, useOwnPrompts = true, conceptExternalId }: PreviewOptions = {},
) {
  const { id } = await makeVersion(server.db, concepts);
  const { preview: payload } = await server.ask<Preview>(
    `query ($input: PreviewPromptsInput!) { preview: previewPrompts(input: $input) {
      previews { concept { label } prompts { text tokenCount isTooLong } } userErrors { code field }
    } }`,
    {
      input: {
        templates,
        language: 'en',
        vocabularyVersionId: toGlobalId('VocabularyVersion', id),
        encoderId: toGlobalId('Encoder', encoder),
        useOwnPrompts,
        conceptExternalId,
      },
    },
  );
  return payload;
}

describe('prompt sets', () => {
  test('refuse a template with an unknown slot, at that template', async () => {
    const { promptSet, userErrors } = await create('Wrong', ['a video of {label}', 'a video of {lable}']);
    expect(promptSet).toBeNull();
    expect(userErrors).toEqual([
      { code: 'INVALID', field: ['templates', '1'], message: expect.stringContaining('{lable}') },
    ]);
  });

  test('keep every version, and make none of what is the same', async () => {
    const { promptSet } = await create('Kept', ['{label}']);
    await addVersion(promptSet!.id, 1, ['{label}']);
    const { promptSet: changed } = await addVersion(promptSet!.id, 1, ['someone: {label}']);
    expect(changed?.versions.nodes).toEqual([
      { number: 2, templates: ['someone: {label}'] },
      { number: 1, templates: ['{label}'] },
    ]);
    expect((await addVersion(promptSet!.id, 1, ['{notation}'])).userErrors).toMatchObject([{ code: 'STALE' }]);
  });

  test('are previewed with the tokens that the encoder counts', async () => {
    const { previews } = await preview(['a video of {label}', Array(100).fill('{label}').join(' ')]);
    expect(previews?.map(({ concept }) => concept.label)).toEqual(['Tighten', 'Wipe']);
    const [short, long] = previews![0]!.prompts;
    expect(short).toMatchObject({ text: 'a video of Tighten', isTooLong: false });
    expect(short!.tokenCount).toBeGreaterThan(2);
    expect(long).toMatchObject({ isTooLong: true });
  });

  test("are previewed with a concept's own prompts, or as if it had none", async () => {
    const concepts = [{ ...CONCEPTS[0]!, prompts: { en: ['a wrench turning'] } }];
    const texts = async (useOwnPrompts: boolean) => {
      const { previews } = await preview(['a {label}'], 'workbench', { concepts, useOwnPrompts });
      return previews?.[0]?.prompts.map(({ text }) => text);
    };
    expect(await texts(true)).toEqual(['a wrench turning']);
    expect(await texts(false)).toEqual(['a Tighten']);
  });

  test('are previewed for one concept', async () => {
    const labels = async (conceptExternalId: string) => {
      const { previews } = await preview(['{label}'], 'workbench', { conceptExternalId });
      return previews?.map(({ concept }) => concept.label);
    };
    expect(await labels('wipe')).toEqual(['Wipe']);
    expect(await labels('no-such-concept')).toEqual([]);
  });

  test('cannot be previewed with an encoder that is not installed, or not known', async () => {
    expect((await preview(['{label}'], 'no-such-encoder')).userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['encoderId'] },
    ]);
    expect((await preview(['{slot}'])).userErrors).toEqual([{ code: 'INVALID', field: ['templates', '0'] }]);
  });
});
