import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { readDocument } from '@actionary/inference';
import { planImport } from '@actionary/inference/domain';
import type { ConceptContent, SchemeFacts } from '@actionary/inference/domain';

/** Words that come with the product. */
export interface VocabularyPreset {
  /** Name of its file: `therbligs`. */
  readonly id: string;
  readonly scheme: SchemeFacts;
  readonly concepts: readonly ConceptContent[];
}

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
  const document = await readDocument(await readFile(path.join(FOLDER, name)), name);
  const { put, rows } = planImport(document, new Map());
  const wrong = rows.find(({ severity }) => severity === 'error');
  // What comes along is never wrong: where it is, that is a mistake in this program.
  if (wrong) throw new Error(`preset ${name}: ${wrong.place}: ${wrong.message}`);
  return { id: path.basename(name, '.json'), scheme: document.scheme, concepts: put };
}
