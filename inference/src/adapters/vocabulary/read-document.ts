import type { ReadDocument, SpokenField } from '../../domain/vocabulary/vocabulary-document.ts';
import type { ConceptContent } from '../../domain/vocabulary/concept-content.ts';
import { languageByScript, toRow } from './concept-fields.ts';
import type { ConceptFields, FieldValues } from './concept-fields.ts';
import type { PlainFieldName } from './field-name.ts';
import { parseFile } from './parse-file.ts';

/**
 * Reads all that a vocabulary file says; the extension of the path tells the format, as in `parseFile`. Texts without a
 * language are Japanese or English by their script.
 *
 * @param path its extension tells the format; also for errors
 * @throws {VocabularyError}
 */
export async function readDocument(bytes: Uint8Array, path: string): Promise<ReadDocument> {
  const { scheme, version, entries, encoding } = await parseFile(bytes, path);
  const rows = entries.map((entry) => toRow(entry, languageByScript));
  return { scheme, version, rows, spoken: spokenOf(entries), encoding };
}

function spokenOf(entries: readonly ConceptFields[]): SpokenField[] {
  const spoken = new Map<string, SpokenField>();
  for (const field of entries.flatMap(({ fields }) => fields)) {
    for (const each of placesOf(field)) spoken.set(`${each.field} ${each.key}`, each);
  }
  return [...spoken.values()];
}

/** Where a concept keeps the fields without languages. */
const PLAIN: Readonly<Record<PlainFieldName, keyof ConceptContent>> = {
  id: 'id',
  notation: 'notation',
  parent: 'broaderId',
  status: 'status',
  position: 'position',
  reviewedPrompts: 'reviewedPrompts',
  related: 'relatedIds',
  example: 'examples',
  replacedBy: 'replacedByIds',
};

function placesOf(field: FieldValues): SpokenField[] {
  if (field.name === 'facet') return [{ field: 'facets', key: field.facet }];
  if (field.name === 'mapping') return [{ field: 'mappings', key: field.relation }];
  if (!('language' in field)) return [{ field: PLAIN[field.name], key: null }];
  const languages = field.isTagged ? [field.language] : field.values.map(languageByScript);
  return languages.map((key) => ({ field: `${field.name}s`, key }));
}
