import { getPromptSets, savePromptSetVersion, versionsOfPromptSets } from '@actionary/database';
import type { Database, PromptSet, PromptSetInput } from '@actionary/database';
import type { CreatePromptSetInput, CreatePromptSetVersionInput } from '../../../generated/resolvers-types.ts';
import { cleanTemplates } from '../../shared/encoders/clean-templates.ts';
import { cleanName, done, inputKey, optionalId, refuse, settle, unwrap } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';

/** From the API's input to the store's. */
export function promptSetInput({ name, externalId, licence, source, ...input }: CreatePromptSetInput): PromptSetInput {
  return {
    name: cleanName(name, 'name'),
    externalId: optionalId(externalId),
    licence: licence ?? '',
    source: source ?? '',
    language: input.language,
    templates: cleanTemplates(input.templates),
  };
}

/** Saves templates as the next version of their prompt set. */
export function addVersion(db: Database, input: CreatePromptSetVersionInput): Promise<Result<PromptSet>> {
  return settle(async () => {
    const id = inputKey('PromptSet', input.promptSetId, 'promptSetId');
    const [[latest]] = await versionsOfPromptSets(db, [id]);
    if (latest && typeof input.expectedNumber === 'number' && input.expectedNumber !== latest.number) {
      refuse('STALE', 'expectedNumber', `version ${latest.number} has been saved meanwhile`);
    }
    const templates = cleanTemplates(input.templates);
    unwrap(await savePromptSetVersion(db, id, { language: input.language, templates }));
    const [promptSet] = await getPromptSets(db, [id]);
    return done(promptSet ?? refuse('NOT_FOUND', 'promptSetId', 'there is no such prompt set'));
  });
}
