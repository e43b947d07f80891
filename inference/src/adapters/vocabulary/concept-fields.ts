import { normalizeLanguageTag, UNDETERMINED_LANGUAGE } from '../../domain/vocabulary.ts';
import type { ByLanguage, Concept } from '../../domain/vocabulary.ts';

/** A column of a CSV or a key of a JSON concept: `prefLabel@en`. */
export interface FieldName {
  readonly name: 'id' | 'notation' | 'parent' | 'status' | 'prefLabel' | 'altLabel' | 'definition' | 'prompt';
  readonly language: string;
}

/** What a file says about one concept. */
export interface ConceptFields {
  /** Where it stands, for messages: `line 3`, `entry 2`. */
  readonly place: string;
  readonly fields: readonly (FieldName & { readonly values: readonly string[] })[];
}

const NAMES: Readonly<Record<string, FieldName['name']>> = {
  id: 'id',
  notation: 'notation',
  parent: 'parent',
  broader: 'parent',
  status: 'status',
  label: 'prefLabel',
  preflabel: 'prefLabel',
  altlabel: 'altLabel',
  definition: 'definition',
  prompt: 'prompt',
};

/** Reads `altLabel@ja` and the like, whatever the case; `null` for names that recognition does not use. */
export function parseFieldName(text: string): FieldName | null {
  const [name, tag = UNDETERMINED_LANGUAGE] = text.trim().split('@', 2);
  const key = name.toLowerCase();
  return Object.hasOwn(NAMES, key) ? { name: NAMES[key], language: normalizeLanguageTag(tag) } : null;
}

/** Makes a concept; without an id its label stands for it. `null` where there is no label at all. */
export function toConcept({ fields }: ConceptFields): Concept | null {
  const all = (name: FieldName['name']) => byLanguage(fields.filter((field) => field.name === name));
  const first = (name: FieldName['name']) => firstOfEach(all(name));
  const prefLabels = first('prefLabel');
  const only = (name: FieldName['name']) => Object.values(first(name))[0] ?? null;
  const id = only('id') ?? Object.values(prefLabels)[0];
  if (id === undefined || Object.keys(prefLabels).length === 0) return null;
  return {
    id,
    prefLabels,
    altLabels: all('altLabel'),
    definitions: first('definition'),
    prompts: all('prompt'),
    notation: only('notation'),
    broaderId: only('parent'),
  };
}

/** Retired concepts are not recognised. */
export function isDeprecated({ fields }: ConceptFields): boolean {
  return fields.some(({ name, values }) => name === 'status' && values[0]?.toLowerCase() === 'deprecated');
}

function byLanguage(fields: ConceptFields['fields']): ByLanguage<readonly string[]> {
  const result: Record<string, readonly string[]> = {};
  for (const { language, values } of fields) {
    const cleaned = values.map((value) => value.trim().replaceAll(/\s+/g, ' ')).filter((value) => value !== '');
    if (cleaned.length > 0) result[language] = [...new Set([...(result[language] ?? []), ...cleaned])];
  }
  return result;
}

function firstOfEach(values: ByLanguage<readonly string[]>): ByLanguage<string> {
  return Object.fromEntries(Object.entries(values).map(([language, [value]]) => [language, value]));
}
