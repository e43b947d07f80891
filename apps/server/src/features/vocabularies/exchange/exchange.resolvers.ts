import { vocabularyPresets } from '@actionary/database';
import { DOCUMENT_FORMATS } from '@actionary/inference';
import type { DocumentFormat } from '@actionary/inference';
import { displayLabel, inLanguage } from '@actionary/inference/domain';
import type { ByLanguage } from '@actionary/inference/domain';
import type { Resolvers, VocabularyFileFormat } from '../../../../generated/resolvers-types.ts';
import { toPayload } from '../../../shared/graphql/result.ts';
import { createFromPreset } from './create-from-preset.ts';
import { exportUrl } from './export-routes.ts';
import { importVocabulary, toImportPayload } from './import-vocabulary.ts';

const FORMATS: Readonly<Record<DocumentFormat, VocabularyFileFormat>> = {
  ttl: 'turtle',
  jsonld: 'jsonld',
  csv: 'csv',
  xlsx: 'xlsx',
};

const SAMPLE_SIZE = 12;

export const exchangeResolvers: Resolvers = {
  Query: {
    vocabularyPresets: async () => [...(await vocabularyPresets())],
  },
  Mutation: {
    importVocabulary: async (_, { input }, { db, person }) =>
      toImportPayload(await importVocabulary(db, input, person)),
    createVocabularyFromPreset: async (_, { presetId, name }, { db, person }) =>
      toPayload('vocabulary', await createFromPreset(db, presetId, name ?? null, person)),
  },
  VocabularyVersion: {
    exports: ({ id }) =>
      DOCUMENT_FORMATS.map((format) => ({
        __typename: 'VocabularyExport' as const,
        format: FORMATS[format],
        url: exportUrl(id, format),
      })),
  },
  VocabularyPreset: {
    name: ({ scheme, names }, { language }) => spoken(names, language) ?? scheme.name,
    description: ({ scheme, descriptions }, { language }) => spoken(descriptions, language) ?? scheme.description,
    licence: ({ scheme, licences }, { language }) => spoken(licences, language) ?? scheme.licence,
    source: ({ scheme }) => scheme.source,
    languages: ({ concepts }) => [...new Set(concepts.flatMap(({ prefLabels }) => Object.keys(prefLabels)))].toSorted(),
    conceptCount: ({ concepts }) => concepts.length,
    sample: ({ concepts }, { language }) =>
      concepts.slice(0, SAMPLE_SIZE).map((concept) => displayLabel(concept, language ?? 'en')),
  },
};

function spoken(texts: ByLanguage<string>, language: string | null | undefined): string | undefined {
  return language ? inLanguage(texts, language) : undefined;
}
