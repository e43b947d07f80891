/** Templates and prompts as people type them, for whoever takes them in. */
import { findWrongTemplate } from '@actionary/inference/domain';
import { refuse } from '../graphql/result.ts';

const MAX_COUNT = 200;
const MAX_LENGTH = 1000;

/** Templates as they are stored; refuses too many and too long ones. @param field path with dots */
export function cleanTemplates(templates: readonly string[], field = 'templates'): string[] {
  return cleanTexts(templates, field, 'template');
}

/** As {@link cleanTemplates}, of complete prompts. */
export function cleanPrompts(prompts: readonly string[], field: string): string[] {
  const clean = cleanTexts(prompts, field, 'prompt');
  const empty = clean.indexOf('');
  if (empty >= 0) refuse('INVALID', `${field}.${empty}`, 'a prompt must not be empty', 'required');
  return clean;
}

/** Refuses a template that cannot be filled. */
export function refuseWrongTemplates(templates: readonly string[], field = 'templates'): void {
  const wrong = findWrongTemplate(templates);
  if (wrong) refuse('INVALID', `${field}.${wrong.index}`, wrong.message, wrong.reason);
}

function cleanTexts(texts: readonly string[], field: string, noun: string): string[] {
  if (texts.length === 0 || texts.length > MAX_COUNT)
    refuse(
      'INVALID',
      field,
      `1 … ${MAX_COUNT} ${noun}s are needed`,
      texts.length > 0 ? { reason: 'tooMany', most: MAX_COUNT } : 'required',
    );
  const long = texts.findIndex(({ length }) => length > MAX_LENGTH);
  if (long >= 0)
    refuse('INVALID', `${field}.${long}`, `a ${noun} has at most ${MAX_LENGTH} characters`, {
      reason: 'tooLong',
      most: MAX_LENGTH,
    });
  return texts.map((text) => text.normalize('NFC').trim());
}
