import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';

/** The latest published version, else the draft. */
export async function defaultVersion(vocabularyId: string, loaders: Loaders): Promise<string | null> {
  const versions = await loaders.versionsOfVocabulary.load(vocabularyId);
  const version = versions.find(({ status }) => status === 'published') ?? versions[0];
  return version?.id ?? null;
}

/** The label in the language, else in a form of it, else in English, else in any, else the external id. */
export function labelIn({ prefLabels, id }: Pick<VersionedConcept, 'prefLabels' | 'id'>, language: string): string {
  const [base] = language.split('-');
  const form = Object.keys(prefLabels).find((tag) => tag.split('-')[0] === base);
  const tag = [language, base, form, 'en', Object.keys(prefLabels)[0]].find((one) => one && prefLabels[one]);
  return tag ? prefLabels[tag] : id;
}
