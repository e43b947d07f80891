import { z } from 'zod';
import { UNDETERMINED_LANGUAGE } from '../../domain/vocabulary.ts';
import { VocabularyError } from '../../vocabulary-error.ts';
import { parseFieldName } from './concept-fields.ts';
import type { ConceptFields } from './concept-fields.ts';

const text = z.union([z.string(), z.number().transform(String)]);
const texts = z.union([text.transform((value) => [value]), z.array(text)]);
const entrySchema = z.union([z.string().transform((label) => ({ label: [label] })), z.record(z.string(), z.unknown())]);
const fileSchema = z.union([z.array(z.unknown()), z.object({ concepts: z.array(z.unknown()) })]);

/**
 * Reads a vocabulary from JSON: an array, or an object with `concepts`, of labels or of objects with the names of the CSV's
 * columns; values may be strings or arrays, and by language: `"altLabel": {"en": ["fasten"]}`.
 *
 * @param path for errors only
 * @throws {VocabularyError}
 */
export function parseJson(content: string, path: string): ConceptFields[] {
  const file = fileSchema.safeParse(parse(content, path));
  if (!file.success) throw new VocabularyError(path, 'neither a JSON array of labels nor an object with "concepts"');
  const entries = Array.isArray(file.data) ? file.data : file.data.concepts;
  return entries.map((entry, index) => {
    const place = `entry ${index + 1}`;
    const parsed = entrySchema.safeParse(entry);
    if (!parsed.success) throw new VocabularyError(path, `${place}: neither a label nor an object`);
    const fields = Object.entries(parsed.data).flatMap(([key, value]) => toFields(key, value, `${path}: ${place}`));
    return { place, fields };
  });
}

function toFields(key: string, value: unknown, where: string): ConceptFields['fields'] {
  const field = parseFieldName(key);
  if (!field || value === null) return [];
  const values = texts.safeParse(value);
  if (values.success) return [{ ...field, values: values.data }];
  const perLanguage = z.record(z.string(), texts).safeParse(value);
  if (perLanguage.success && field.language === UNDETERMINED_LANGUAGE) {
    return Object.entries(perLanguage.data).flatMap(([tag, list]) => toFields(`${key}@${tag}`, list, where));
  }
  throw new VocabularyError(where, `"${key}" is no text; give a string, an array, or texts by language`);
}

function parse(content: string, path: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new VocabularyError(path, `not JSON (${(cause as { message?: string }).message})`, { cause });
  }
}
