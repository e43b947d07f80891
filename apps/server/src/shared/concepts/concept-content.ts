import type { VersionConcept } from '@actionary/database';

/** What a version says about a concept, and which version that is. */
export interface VersionedConcept extends VersionConcept {
  readonly versionId: string;
}

/** The label in the language, else in a form of it, else in English, else in any, else the external id. */
export function labelIn({ prefLabels, id }: Pick<VersionConcept, 'prefLabels' | 'id'>, language: string): string {
  const [base] = language.split('-');
  const form = Object.keys(prefLabels).find((tag) => tag.split('-')[0] === base);
  const tag = [language, base, form, 'en', Object.keys(prefLabels)[0]].find((one) => one && prefLabels[one]);
  return tag ? prefLabels[tag] : id;
}
