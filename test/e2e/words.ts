import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const MESSAGES = path.join(import.meta.dirname, '../../apps/admin/messages');

/** What the admin says in a language, by its place in the message files: `vocabularies.publish.open`. */
export async function wordsIn(language: 'ja' | 'en') {
  const folder = path.join(MESSAGES, language);
  const files = (await readdir(folder)).map(async (file) => {
    const text = await readFile(path.join(folder, file), 'utf8');
    return [path.parse(file).name, JSON.parse(text) as object] as const;
  });
  const messages: object = Object.fromEntries(await Promise.all(files));
  return (place: string): string => {
    const found = place
      .split('.')
      .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], messages);
    if (typeof found !== 'string') throw new Error(`there is no message ${place} in ${language}`);
    return found;
  };
}

export type Words = Awaited<ReturnType<typeof wordsIn>>;
