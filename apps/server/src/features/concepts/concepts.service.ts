import type { Loaders } from '../../shared/graphql/loaders.ts';

/** The latest published version, else the draft. */
export async function defaultVersion(vocabularyId: string, loaders: Loaders): Promise<string | null> {
  const versions = await loaders.versionsOfVocabulary.load(vocabularyId);
  const version = versions.find(({ status }) => status === 'published') ?? versions[0];
  return version?.id ?? null;
}
