import { z } from 'zod';
import { NO_SCHEME } from '../../domain/vocabulary/vocabulary-document.ts';
import { VocabularyError } from '../../vocabulary-error.ts';
import type { ConceptFields, FieldValues } from './concept-fields.ts';
import { parseFieldName } from './field-name.ts';
import type { ParsedVocabulary } from './parsed-vocabulary.ts';

const text = z.union([z.string(), z.number().transform(String)]);
const texts = z.union([text.transform((value) => [value]), z.array(text)]);
const entrySchema = z.union([z.string().transform((label) => ({ label: [label] })), z.record(z.string(), z.unknown())]);
const listSchema = z.array(z.unknown()).transform((concepts) => ({ ...NO_SCHEME, concepts }));
const objectSchema = z.object({
  externalId: z.string().nullable().default(null),
  name: z.string().default(''),
  description: z.string().default(''),
  licence: z.string().default(''),
  source: z.string().default(''),
  concepts: z.array(z.unknown()),
});
const fileSchema = z.union([listSchema, objectSchema]);

/**
 * Reads a vocabulary from JSON: an array, or an object with `concepts` and facts about the whole (`name`, `licence` …), of
 * labels or of objects with the names of the CSV's columns; values may be strings or arrays, and by language:
 * `"altLabel": {"en": ["fasten"]}`.
 *
 * @param path for errors only
 * @throws {VocabularyError}
 */
export function parseJson(content: unknown, path: string): ParsedVocabulary {
  const file = fileSchema.safeParse(content);
  if (!file.success) throw new VocabularyError(path, 'neither a JSON array of labels nor an object with "concepts"');
  const { concepts, ...scheme } = file.data;
  return { scheme, version: null, entries: concepts.map((entry, index) => toEntry(entry, `entry ${index + 1}`, path)) };
}

function toEntry(entry: unknown, place: string, path: string): ConceptFields {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) throw new VocabularyError(path, `${place}: neither a label nor an object`);
  const fields = Object.entries(parsed.data).flatMap(([key, value]) => toFields(key, value, `${path}: ${place}`));
  return { place, fields };
}

function toFields(key: string, value: unknown, where: string): FieldValues[] {
  const field = parseFieldName(key);
  if (!field || value === null) return [];
  const values = texts.safeParse(value);
  if (values.success) return [{ ...field, values: values.data }];
  const perLanguage = z.record(z.string(), texts).safeParse(value);
  if (perLanguage.success && 'language' in field && !field.isTagged)
    return Object.entries(perLanguage.data).flatMap(([tag, list]) => toFields(`${key}@${tag}`, list, where));
  throw new VocabularyError(where, `"${key}" is no text; give a string, an array, or texts by language`);
}
