import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { readDocument } from '@actionary/inference';
import { planImport } from '@actionary/inference/domain';
import type { ByLanguage, ConceptContent, SchemeFacts } from '@actionary/inference/domain';
import { z } from 'zod';

/** Words that come with the product. */
export interface VocabularyPreset {
  /** Name of its file: `therbligs`. */
  readonly id: string;
  /** What a vocabulary made of it says of itself: in all languages, one after the other. */
  readonly scheme: SchemeFacts;
  readonly names: ByLanguage<string>;
  readonly descriptions: ByLanguage<string>;
  readonly licences: ByLanguage<string>;
  readonly concepts: readonly ConceptContent[];
}

const texts = z.object({ en: z.string().min(1), ja: z.string().min(1) });
const facts = z.object({ names: texts, descriptions: texts, licences: texts });

const FOLDER = path.resolve(import.meta.dirname, '../seed/vocabularies');
let presets: Promise<readonly VocabularyPreset[]> | undefined;

/** The presets by name of their files; read once. */
export function vocabularyPresets(): Promise<readonly VocabularyPreset[]> {
  presets ??= readPresets();
  return presets;
}

async function readPresets(): Promise<VocabularyPreset[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.json'));
  return Promise.all(names.toSorted().map(readPreset));
}

async function readPreset(name: string): Promise<VocabularyPreset> {
  const bytes = await readFile(path.join(FOLDER, name));
  const document = await readDocument(bytes, name);
  const said = facts.parse(JSON.parse(bytes.toString()));
  const { put, rows } = planImport(document, new Map());
  const wrong = rows.find(({ severity }) => severity === 'error');
  // What comes along is never wrong: where it is, that is a mistake in this program.
  if (wrong) throw new Error(`preset ${name}: ${wrong.place}: ${wrong.message}`);
  const scheme = {
    ...document.scheme,
    name: inAll(said.names),
    description: inAll(said.descriptions),
    licence: said.licences.en,
  };
  return { id: path.basename(name, '.json'), scheme, ...said, concepts: put };
}

function inAll({ en, ja }: z.infer<typeof texts>): string {
  return `${en} ${ja}`;
}
