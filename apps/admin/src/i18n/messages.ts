import type { Locale } from './locale.ts';

/** One file per feature, so that a noun's words stand beside each other. */
const NAMESPACES = [
  // prettier-ignore
  'access',
  'adapters',
  'annotations',
  'audit',
  'calibrations',
  'checks',
  'compare',
  'common',
  'conceptField',
  'encoderChoice',
  'encoders',
  'evaluations',
  'failure',
  'glossary',
  'home',
  'jobProgress',
  'learning',
  'jobs',
  'join',
  'libraries',
  'libraryPrivacy',
  'moments',
  'operators',
  'promptLab',
  'prompts',
  'publication',
  'recipeMaker',
  'recognitionComparison',
  'recognitions',
  'reference',
  'refusal',
  'reports',
  'retention',
  'reviews',
  'search',
  'signIn',
  'span',
  'things',
  'thumbnail',
  'videoFilter',
  'videoNames',
  'videos',
  'vocabularies',
  'vocabularyChecks',
  'vocabularyComparison',
  'vocabularyExchange',
  'vocabularyPublish',
  'webhooks',
] as const;

export async function loadMessages(locale: Locale): Promise<Record<string, unknown>> {
  const files = NAMESPACES.map(async (name) => {
    const { default: messages } = (await import(`../../messages/${locale}/${name}.json`)) as {
      default: Record<string, unknown>;
    };
    return [name, messages] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}
