import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import presetsJson from '../../presets/prompts.json' with { type: 'json' };
import { PromptTemplateError, templateSlots } from '../domain/index.ts';

/** A named list of prompt templates. */
interface PromptPreset {
  readonly id: string;
  readonly title: string;
  /** Language the templates are written in. */
  readonly language: string;
  readonly licence: string;
  readonly source: string;
  readonly templates: readonly string[];
}

/** The templates that come with the product: the label alone, and CLIP's for Kinetics (28) and UCF101 (48). */
export const PROMPT_PRESETS: readonly PromptPreset[] = presetsJson;

const templateList = z.array(z.string());

/**
 * The templates of a preset, or of a file: a JSON array of strings, or one template a line (`#` begins a comment).
 *
 * @throws {PromptTemplateError} naming the file and the template, or the presets there are
 */
export async function readPromptTemplates(presetOrPath: string): Promise<readonly string[]> {
  const preset = PROMPT_PRESETS.find(({ id }) => id === presetOrPath);
  if (preset) return preset.templates;
  const text = await readFile(presetOrPath, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const presets = PROMPT_PRESETS.map(({ id }) => id).join(', ');
    const problem = cause.code === 'ENOENT' ? 'no such file or preset' : `cannot be read (${cause.message})`;
    throw new PromptTemplateError(`prompts ${presetOrPath}: ${problem}; presets are ${presets}`);
  });
  const templates = path.extname(presetOrPath) === '.json' ? parseJson(presetOrPath, text) : parseLines(text);
  if (templates.length === 0) throw new PromptTemplateError(`prompts ${presetOrPath}: there is no template in it`);
  for (const template of templates) templateSlots(template);
  return templates;
}

function parseLines(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function parseJson(file: string, text: string): string[] {
  try {
    return templateList.parse(JSON.parse(text));
  } catch {
    throw new PromptTemplateError(`prompts ${file}: not a JSON array of strings`);
  }
}
