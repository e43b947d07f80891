import { z } from 'zod';
import { NO_SCHEME } from '../../domain/vocabulary/vocabulary-document.ts';
import { VocabularyError } from '../../vocabulary-error.ts';
import type { ConceptFields, FieldValues } from './concept-fields.ts';
import { shapeOfJson } from '../../format/shape-of-json.ts';
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
  if (!file.success) throw notConcepts(content, path);
  const { concepts, ...scheme } = file.data;
  const entries = concepts.map((entry, index) => toEntry(entry, `entry ${index + 1}`, path));
  if (entries.length > 0 && !entries.some(hasLabel)) throw notConcepts(content, path);
  return { scheme, version: null, entries };
}

function hasLabel({ fields }: ConceptFields): boolean {
  return fields.some(({ name }) => name === 'prefLabel');
}

/** JSON of another kind. */
function notConcepts(content: unknown, path: string): VocabularyError {
  const found = shapeOfJson(content);
  const expected = 'a JSON array of labels, or of objects with "prefLabel", or an object that has it as "concepts"';
  return new VocabularyError(path, `expected ${expected}; found ${found}`, {
    reason: { reason: 'notConcepts', found },
  });
}

function toEntry(entry: unknown, place: string, path: string): ConceptFields {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) {
    const reason = { reason: 'noText', place, found: shapeOfJson(entry) } as const;
    throw new VocabularyError(path, `${place}: neither a label nor an object`, { reason });
  }
  const fields = Object.entries(parsed.data).flatMap(([key, value]) => toFields(key, value, place, path));
  return { place, fields };
}

function toFields(key: string, value: unknown, place: string, path: string): FieldValues[] {
  const field = parseFieldName(key);
  if (!field || value === null) return [];
  const values = texts.safeParse(value);
  if (values.success) return [{ ...field, values: values.data }];
  const perLanguage = z.record(z.string(), texts).safeParse(value);
  if (perLanguage.success && 'language' in field && !field.isTagged)
    return Object.entries(perLanguage.data).flatMap(([tag, list]) => toFields(`${key}@${tag}`, list, place, path));
  throw new VocabularyError(`${path}: ${place}`, `"${key}" is no text; give a string, an array, or texts by language`, {
    reason: { reason: 'noText', place, found: `"${key}": ${shapeOfJson(value)}` },
  });
}
