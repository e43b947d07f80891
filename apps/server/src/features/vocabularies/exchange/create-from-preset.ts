import { createVocabulary, openDraft, vocabularyPresets } from '@actionary/database';
import type { Database, Vocabulary } from '@actionary/database';
import { cleanName, done, refuse, settle, unwrap } from '../../../shared/graphql/result.ts';
import type { Result } from '../../../shared/graphql/result.ts';
import { writeImport } from './import-vocabulary.ts';

/** A vocabulary with a preset's words in its draft. @param name null: the preset's */
export function createFromPreset(
  db: Database,
  presetId: string,
  name: string | null,
  person: string | null,
): Promise<Result<Vocabulary>> {
  return settle(async () => {
    const preset = (await vocabularyPresets()).find(({ id }) => id === presetId);
    if (!preset) return refuse('NOT_FOUND', 'presetId', `there is no preset "${presetId}"`);
    const { description, licence, source } = preset.scheme;
    const called = cleanName(name ?? preset.scheme.name, 'name');
    const vocabulary = unwrap(await createVocabulary(db, { name: called, description, licence, source }));
    const draft = unwrap(await openDraft(db, vocabulary.id));
    unwrap(await writeImport(db, draft.id, null, { put: preset.concepts, removedIds: [] }, person));
    return done(vocabulary);
  });
}
